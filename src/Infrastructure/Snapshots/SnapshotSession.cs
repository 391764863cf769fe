using System.Collections.Immutable;
using Analytics.Domain.Snapshots;
using Analytics.Domain.Tenancy;
using Npgsql;

namespace Analytics.Infrastructure.Snapshots;

/// <summary>Statements on a tenant's snapshots within one transaction; the tenant is $1 of each.</summary>
internal sealed class SnapshotSession(NpgsqlConnection connection, TenantScope tenant)
{
    public async Task ExecuteAsync(string sql, CancellationToken cancellationToken, params NpgsqlParameter[] parameters)
    {
        await using var command = Command(sql, parameters);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<List<T>> ReadAsync<T>(
        string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken, params NpgsqlParameter[] parameters)
    {
        await using var command = Command(sql, parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
            rows.Add(read(reader));
        return rows;
    }

    public async Task ExecuteBatchAsync(
        string sql, IEnumerable<NpgsqlParameter[]> executions, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var parameters in executions)
        {
            var command = new NpgsqlBatchCommand(sql);
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenant.Id.Value });
            foreach (var parameter in parameters)
                command.Parameters.Add(parameter);
            batch.BatchCommands.Add(command);
        }
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The number of a set of series.</summary>
    public async Task<int> SetAsync(ImmutableArray<Guid> series, CancellationToken cancellationToken) =>
        (await ReadAsync(
            SnapshotSql.SetOf, static reader => reader.GetInt32(0), cancellationToken,
            new NpgsqlParameter<Guid[]> { TypedValue = [.. series] }))[0];

    /// <summary>The codes of all ids in rows, new ones given; other writers of the tenant wait from here on.</summary>
    public async Task<Dictionary<string, int>> CodesAsync(
        ImmutableArray<SnapshotRow> rows, CancellationToken cancellationToken)
    {
        var next = (await ReadAsync(SnapshotSql.NextCode, static reader => reader.GetInt32(0), cancellationToken))[0];
        string[] ids = [.. rows.SelectMany(row => row.Actors ?? []).Distinct(StringComparer.Ordinal)];
        if (ids.Length == 0)
            return [];
        await ExecuteAsync(
            SnapshotSql.AddActors, cancellationToken,
            new NpgsqlParameter<string[]> { TypedValue = ids }, new NpgsqlParameter<int> { TypedValue = next });
        return (await ReadAsync(
                SnapshotSql.Codes, static reader => (Id: reader.GetString(0), Code: reader.GetInt32(1)), cancellationToken,
                new NpgsqlParameter<string[]> { TypedValue = ids }))
            .ToDictionary(actor => actor.Id, actor => actor.Code, StringComparer.Ordinal);
    }

    private NpgsqlCommand Command(string sql, NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenant.Id.Value });
        command.Parameters.AddRange(parameters);
        return command;
    }
}
