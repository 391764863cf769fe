using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Analytics.Domain.Collection;
using Analytics.Domain.Tenancy;

namespace Analytics.TestKit;

/// <summary>A log in memory, for tests of what reads it.</summary>
public sealed class FakeEventLog(LogHeads heads) : IEventLogReader
{
    private readonly ConcurrentDictionary<TenantId, List<LogEntry>> _logs = new();

    public FakeEventLog()
        : this(new LogHeads())
    {
    }

    public LogHeads Heads => heads;

    /// <summary>Writes entries with the next positions, whatever theirs are.</summary>
    /// <returns>The position of the last.</returns>
    public long Append(TenantScope tenant, params IEnumerable<LogEntry> entries)
    {
        var log = _logs.GetOrAdd(tenant.Id, _ => []);
        long head;
        lock (log)
        {
            foreach (var one in entries)
                log.Add(one with { Position = log.Count + 1 });
            head = log.Count;
        }
        heads.Advanced(tenant.Id);
        return head;
    }

    /// <summary>All events of the tenant in log order.</summary>
    public ImmutableArray<LoggedEvent> All(TenantScope tenant) => [.. Entries(tenant).OfType<LoggedEvent>()];

    /// <summary>All entries of the tenant in log order.</summary>
    public ImmutableArray<LogEntry> Entries(TenantScope tenant)
    {
        var log = _logs.GetOrAdd(tenant.Id, _ => []);
        lock (log)
            return [.. log];
    }

    public Task<long> HeadAsync(TenantScope tenant, CancellationToken cancellationToken)
    {
        var log = _logs.GetOrAdd(tenant.Id, _ => []);
        lock (log)
            return Task.FromResult((long)log.Count);
    }

    public async IAsyncEnumerable<LogEntry> ReadAsync(
        TenantScope tenant, long after, int limit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var log = _logs.GetOrAdd(tenant.Id, _ => []);
        List<LogEntry> page;
        lock (log)
            page = log.GetRange((int)after, (int)Math.Min(limit, log.Count - after));
        await Task.Yield();
        foreach (var one in page)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return one;
        }
    }
}
