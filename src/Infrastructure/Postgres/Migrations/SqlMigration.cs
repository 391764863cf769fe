using System.Reflection;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Analytics.Infrastructure.Postgres.Migrations;

/// <summary>
/// Runs the SQL file that has the migration's own name. To add one: a numbered file in this folder and one line in
/// NumberedMigrations.cs. A file that was released never changes; there is no way down.
/// </summary>
[DbContext(typeof(MigrationsDbContext))]
internal abstract class SqlMigration : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(Read(GetType().GetCustomAttribute<MigrationAttribute>()!.Id));

    private static string Read(string id)
    {
        using var stream = typeof(SqlMigration).Assembly.GetManifestResourceStream($"{id}.sql")
            ?? throw new InvalidOperationException($"The migration {id} has no file {id}.sql.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
