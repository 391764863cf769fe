using Analytics.Domain.Tenancy;
using Npgsql;

namespace Analytics.Infrastructure.Postgres;

/// <summary>Single statements on one tenant's rows.</summary>
internal static class TenantReads
{
    /// <summary>Executes a statement that answers nothing, and makes it durable.</summary>
    /// <param name="connections">Where connections come from.</param>
    /// <param name="tenant">Whose rows; it is $1 of the statement.</param>
    /// <param name="sql">The statement.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="parameters">From $2 on.</param>
    public static Task ExecuteAsync(
        this TenantConnections connections, TenantScope tenant, string sql, CancellationToken cancellationToken,
        params NpgsqlParameter[] parameters) =>
        connections.ReadAsync(tenant, sql, static _ => true, cancellationToken, parameters);

    /// <summary>Executes a statement, which may write too, and makes it durable.</summary>
    /// <param name="connections">Where connections come from.</param>
    /// <param name="tenant">Whose rows; it is $1 of the statement.</param>
    /// <param name="sql">The statement.</param>
    /// <param name="read">Makes a value of the row that the reader stands on.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="parameters">From $2 on.</param>
    public static async Task<List<T>> ReadAsync<T>(
        this TenantConnections connections, TenantScope tenant, string sql, Func<NpgsqlDataReader, T> read,
        CancellationToken cancellationToken, params NpgsqlParameter[] parameters)
    {
        await using var lease = await connections.LeaseAsync(tenant, cancellationToken);
        await using var command = new NpgsqlCommand(sql, lease.Connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenant.Id.Value });
        command.Parameters.AddRange(parameters);
        var rows = new List<T>();
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
            while (await reader.ReadAsync(cancellationToken))
                rows.Add(read(reader));
        await lease.CommitAsync(cancellationToken);
        return rows;
    }
}
