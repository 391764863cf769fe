using Microsoft.EntityFrameworkCore.Migrations;

namespace Analytics.Infrastructure.Postgres.Migrations;

// One line for each SQL file, in the order in which they run.
[Migration("0006_jobs")] internal sealed class Jobs0006 : SqlMigration;
