using System.Collections.Concurrent;
using Analytics.Infrastructure.Postgres;
using Npgsql;

namespace Analytics.Infrastructure.Collection;

/// <summary>
/// Sees to it that months have a partition before events of them are written. It works in transactions of its own,
/// never in a writer's: what it locks is free again at once.
/// </summary>
internal sealed class EventPartitions(RoleDataSources roles)
{
    private const int MonthsAhead = 3;

    private readonly ConcurrentDictionary<DateOnly, bool> _known = new();

    /// <param name="months">First days of months in UTC, 1970 to 2099.</param>
    /// <param name="cancellationToken">Stops; what was made stays.</param>
    public async Task EnsureAsync(IReadOnlyCollection<DateOnly> months, CancellationToken cancellationToken)
    {
        foreach (var month in months)
            if (!_known.ContainsKey(month))
                await CreateAsync(month, cancellationToken);
    }

    /// <summary>Those of a time's month and of the next three.</summary>
    public Task EnsureAheadAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var utc = now.UtcDateTime;
        var month = new DateOnly(utc.Year, utc.Month, 1);
        return EnsureAsync([.. Enumerable.Range(0, MonthsAhead + 1).Select(month.AddMonths)], cancellationToken);
    }

    /// <summary>Asks the database again: a partition that was known has been dropped.</summary>
    public void Forget() => _known.Clear();

    private async Task CreateAsync(DateOnly month, CancellationToken cancellationToken)
    {
        await using var command = roles.App.CreateCommand(EventLogSql.CreatePartition);
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = month });
        await command.ExecuteNonQueryAsync(cancellationToken);
        _known[month] = true;
    }
}
