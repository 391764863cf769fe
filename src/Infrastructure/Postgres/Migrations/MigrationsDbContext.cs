using Microsoft.EntityFrameworkCore;

namespace Analytics.Infrastructure.Postgres.Migrations;

/// <summary>Knows the migrations and nothing else: no entity, so that no model can drift from the SQL.</summary>
internal sealed class MigrationsDbContext(DbContextOptions<MigrationsDbContext> options) : DbContext(options);
