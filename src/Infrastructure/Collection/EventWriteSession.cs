using Analytics.Infrastructure.Postgres;
using Npgsql;

namespace Analytics.Infrastructure.Collection;

/// <summary>A writer's own connection with its temporary table. After a failure it is thrown away.</summary>
internal sealed class EventWriteSession : IAsyncDisposable
{
    // Signature, no flags, no extension; and the count of fields that ends the rows.
    internal static readonly byte[] Header = [.. "PGCOPY\n"u8, 0xFF, .. "\r\n\0"u8, 0, 0, 0, 0, 0, 0, 0, 0];
    internal static readonly byte[] Trailer = [0xFF, 0xFF];

    private readonly NpgsqlConnection _connection;

    private EventWriteSession(NpgsqlConnection connection) => _connection = connection;

    public static async Task<EventWriteSession> OpenAsync(RoleDataSources roles, CancellationToken cancellationToken)
    {
        var session = new EventWriteSession(await roles.App.OpenConnectionAsync(cancellationToken));
        try
        {
            await using var prepare = new NpgsqlCommand(EventLogSql.PrepareSession, session._connection);
            await prepare.ExecuteNonQueryAsync(cancellationToken);
            return session;
        }
        catch (Exception)   // whatever it was, the connection goes back
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>Writes the appends in one transaction. When it throws nothing was written, or the commit's fate is unknown.</summary>
    public async Task<IReadOnlyList<TenantCommit>> CommitAsync(
        IReadOnlyList<PendingAppend> appends, CancellationToken cancellationToken)
    {
        await using var transaction = await _connection.BeginTransactionAsync(cancellationToken);
        await CopyAsync(appends, cancellationToken);
        return await WriteTenantsAsync(transaction, appends, cancellationToken);
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task CopyAsync(IReadOnlyList<PendingAppend> appends, CancellationToken cancellationToken)
    {
        await using var copy = await _connection.BeginRawBinaryCopyAsync(EventLogSql.Copy, cancellationToken);
        await copy.WriteAsync(Header, cancellationToken);
        foreach (var append in appends)
            await copy.WriteAsync(append.Rows, cancellationToken);
        await copy.WriteAsync(Trailer, cancellationToken);
    }

    private async Task<IReadOnlyList<TenantCommit>> WriteTenantsAsync(
        NpgsqlTransaction transaction, IReadOnlyList<PendingAppend> appends, CancellationToken cancellationToken)
    {
        // In one order for all writers: EventLogSql.Append says why.
        var tenants = appends.GroupBy(append => append.Tenant).OrderBy(tenant => tenant.Key.Value)
            .Select(tenant => new TenantAppends(tenant.Key, [.. tenant])).ToList();
        await using var batch = new NpgsqlBatch(_connection);
        foreach (var tenant in tenants)
        {
            batch.BatchCommands.Add(tenant.Begin());
            batch.BatchCommands.Add(tenant.Append());
        }

        var isAll = tenants.TrueForAll(tenant => tenant.Statements.Count == 0);
        if (isAll)
            batch.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));   // heads are locked for a journey less
        var commits = new List<TenantCommit>(tenants.Count);
        await using (var reader = await batch.ExecuteReaderAsync(cancellationToken))
            foreach (var tenant in tenants)
            {
                await reader.NextResultAsync(cancellationToken);   // past the setting's
                commits.Add(await tenant.ReadAsync(reader, cancellationToken));
                await reader.NextResultAsync(cancellationToken);
            }

        if (isAll)
            return commits;
        // Every head is locked by now: the rest can wait for nobody.
        for (var i = 0; i < tenants.Count; i++)
            if (tenants[i].Statements.Count > 0)
                commits[i] = await tenants[i].WriteStatementsAsync(_connection, commits[i], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return commits;
    }
}
