using Npgsql;

namespace Analytics.Infrastructure.Postgres.Embedded;

/// <summary>The role that owns the product's database. The superuser is used for nothing else.</summary>
internal static class OwnerRole
{
    public static async Task EnsureAsync(
        NpgsqlConnectionStringBuilder superuser, string owner, string password, CancellationToken cancellationToken)
    {
        var once = new NpgsqlConnectionStringBuilder(superuser.ConnectionString) { Pooling = false };
        await using var connection = new NpgsqlConnection(once.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var known = new NpgsqlCommand("select 1 from pg_roles where rolname = $1", connection);
        known.Parameters.Add(new NpgsqlParameter<string> { TypedValue = owner });
        if (await known.ExecuteScalarAsync(cancellationToken) is not null)
            return;

        // Utility statements take no parameters; both values are this program's own: a constant and hex digits.
        await using var create = new NpgsqlCommand(
            $"create role {owner} login createdb createrole password '{password}'", connection);
        await create.ExecuteNonQueryAsync(cancellationToken);
    }
}
