using Npgsql;

namespace Analytics.Infrastructure.Postgres.Embedded;

/// <summary>The role as which the product connects and whose database it is. The superuser is used for nothing else.</summary>
internal static class LoginRole
{
    public static async Task EnsureAsync(
        NpgsqlConnectionStringBuilder superuser, string login, string password, CancellationToken cancellationToken)
    {
        var once = new NpgsqlConnectionStringBuilder(superuser.ConnectionString) { Pooling = false };
        await using var connection = new NpgsqlConnection(once.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var known = new NpgsqlCommand("select 1 from pg_roles where rolname = $1", connection);
        known.Parameters.Add(new NpgsqlParameter<string> { TypedValue = login });
        if (await known.ExecuteScalarAsync(cancellationToken) is not null)
            return;

        // Utility statements take no parameters; both values are this program's own: a constant and hex digits.
        await using var create = new NpgsqlCommand(
            $"create role {login} login createdb createrole password '{password}'", connection);
        await create.ExecuteNonQueryAsync(cancellationToken);
    }
}
