using Analytics.Domain.Tenancy;
using Npgsql;
using NpgsqlTypes;

namespace Analytics.Infrastructure.Collection;

/// <summary>One tenant's part of a commit, as statements of SQL and what they answer.</summary>
internal sealed class TenantAppends(TenantId tenant, IReadOnlyList<PendingAppend> appends)
{
    /// <summary>What is said of actors, in the order of ordinals.</summary>
    public IReadOnlyList<PendingStatement> Statements { get; } =
        appends.All(append => append.Statements.Count == 0) ? [] : [.. appends.SelectMany(append => append.Statements)
            .OrderBy(statement => statement.Ordinal)];

    public NpgsqlBatchCommand Begin() => new(EventLogSql.BeginTenant)
    {
        Parameters = { new NpgsqlParameter<string> { TypedValue = tenant.ToString() } },
    };

    public NpgsqlBatchCommand Append() => Statements.Count == 0
        ? new NpgsqlBatchCommand(EventLogSql.Append) { Parameters = { Tenant() } }
        : new NpgsqlBatchCommand(EventLogSql.AppendWithStatements)
        {
            Parameters =
            {
                Tenant(), Ordinals(Statements),
                new NpgsqlParameter<Guid[]> { TypedValue = [.. Statements.Select(said => said.Key)] },
                Texts(Statements.Select(said => (string?)said.Actor)), Texts(Statements.Select(said => said.Alias)),
            },
        };

    /// <summary>What became of the events, and which statements may be written.</summary>
    public async Task<TenantCommit> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        if (!await reader.ReadAsync(cancellationToken))
            throw new InvalidOperationException($"The log of tenant {tenant} has no head.");
        return new TenantCommit(
            appends, reader.GetInt64(0), reader.GetFieldValue<long[]>(1), reader.GetFieldValue<long[]>(2),
            reader.GetFieldValue<long[]>(3))
        {
            Nameless = Statements.Count == 0 ? [] : reader.GetFieldValue<long[]>(4),
        };
    }

    /// <summary>Writes the statements that are new, after all events of the commit.</summary>
    public async Task<TenantCommit> WriteStatementsAsync(
        NpgsqlConnection connection, TenantCommit commit, CancellationToken cancellationToken)
    {
        var left = new HashSet<long>([.. commit.Duplicates, .. commit.Erased, .. commit.OptedOut]);
        var fresh = Statements.Where(said => !left.Contains(said.Ordinal)).ToList();
        if (fresh.Count == 0)
            return commit;
        var nameless = new HashSet<long>(commit.Nameless.Where(ordinal => !left.Contains(ordinal)));
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(Begin());
        batch.BatchCommands.Add(new NpgsqlBatchCommand(EventLogSql.AppendStatements)
        {
            Parameters =
            {
                Tenant(), Ordinals(fresh),
                Texts(fresh.Select(said => (string?)said.MessageId)), Texts(fresh.Select(said => (string?)said.Actor)),
                Texts(fresh.Select(said => nameless.Contains(said.Ordinal) ? null : said.Alias)),
                new NpgsqlParameter<bool[]> { TypedValue = [.. fresh.Select(said => said.IsPerson)] },
                Jsons(fresh.Select(said => (string?)said.Changes)), Jsons(fresh.Select(said => said.Group)),
            },
        });
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);   // past the setting's
        await reader.ReadAsync(cancellationToken);
        return commit with
        {
            Head = reader.GetInt64(0),
            Unmerged = [.. reader.GetFieldValue<long[]>(1), .. nameless],
        };
    }

    private NpgsqlParameter<Guid> Tenant() => new() { TypedValue = tenant.Value };

    private static NpgsqlParameter<long[]> Ordinals(IEnumerable<PendingStatement> statements) =>
        new() { TypedValue = [.. statements.Select(said => said.Ordinal)] };

    private static NpgsqlParameter<string?[]> Texts(IEnumerable<string?> texts) => new() { TypedValue = [.. texts] };

    private static NpgsqlParameter Jsons(IEnumerable<string?> texts) =>
        new() { Value = texts.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb };
}
