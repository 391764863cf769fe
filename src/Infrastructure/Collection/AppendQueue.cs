using Analytics.Domain.Tenancy;

namespace Analytics.Infrastructure.Collection;

/// <summary>
/// Appends that wait for a commit. It is bounded, and shared so that a flood of one tenant or key neither fills it for
/// the others nor keeps them waiting: places are given by shares, commits serve tenants in turns and a tenant's keys in
/// turns, and a tenant is in two commits at a time at most, so that what holds up its log leaves writers to the others.
/// </summary>
/// <remarks>
/// Shares are dynamic thresholds (A. K. Choudhury and E. L. Hahne, IEEE/ACM Transactions on Networking 6, 1998): a
/// tenant that has something waiting may have at most half of what the others leave free, and a key half of what the
/// tenant's other keys leave of that. However many flood it, something stays free for who comes next.
/// </remarks>
internal sealed class AppendQueue(int capacity)
{
    /// <summary>
    /// A tenant's second commit at a time begins with so much waiting: while the first one waits for the disk its rows go
    /// to the server. Less gathers for a larger commit; a third one would only wait for the log's head.
    /// </summary>
    private const int SecondCommit = 1_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<TenantId, TenantLine> _tenants = [];
    private readonly TurnsInLine<TenantLine> _turns = new();
    private TaskCompletionSource? _change;
    private bool _closed;

    /// <summary>Of what waits and of what was promised a place.</summary>
    public int Weight { get; private set; }

    /// <summary>Promises an append its place. <see cref="Add"/> or <see cref="Withdraw"/> follows.</summary>
    /// <returns>False when its tenant or key has its share waiting already, or the queue is full.</returns>
    /// <exception cref="ObjectDisposedException">The queue was closed.</exception>
    public bool TryPromise(TenantId tenant, Guid key, int weight)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            _tenants.TryGetValue(tenant, out var line);
            var (tenants, keys) = (line?.Weight ?? 0, line?.WeightOf(key) ?? 0);
            if (Weight >= capacity || !HasShare(tenants, keys, weight))
                return false;
            if (line is null)
                _tenants[tenant] = line = new TenantLine(tenant);
            line.Promise(key, weight);
            Weight += weight;
            return true;
        }
    }

    /// <summary>Gives a promised place back.</summary>
    public void Withdraw(TenantId tenant, Guid key, int weight)
    {
        lock (_lock)
        {
            var line = _tenants[tenant];
            line.Withdraw(key, weight);
            Weight -= weight;
            Forget(line);
            if (_closed)
                Changed();
        }
    }

    /// <summary>Takes an append into the place that it was promised.</summary>
    public void Add(PendingAppend append)
    {
        lock (_lock)
        {
            var line = _tenants[append.Tenant];
            var isFirst = !line.IsWaiting;
            line.Add(append);
            if (isFirst)
                _turns.Add(line);
            var wasPaused = line.IsPaused;
            Pause(line);
            if (!line.IsPaused && (isFirst || wasPaused))
                Changed();
        }
    }

    /// <summary>Waits for appends to commit together.</summary>
    /// <param name="size">From this weight on a commit takes no further append.</param>
    /// <param name="most">Most appends.</param>
    /// <returns>
    /// At least one, their tenants' only other ones until <see cref="Committed"/> being in one more commit; none once the
    /// queue is closed and every promise is kept.
    /// </returns>
    public async Task<IReadOnlyList<PendingAppend>> TakeAsync(int size, int most)
    {
        while (true)
        {
            Task change;
            lock (_lock)
            {
                if (_turns.HasNext)
                    return Take(size, most);
                if (_closed && Weight == 0)
                    return [];
                _change ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                change = _change.Task;
            }

            await change;
        }
    }

    /// <summary>The commit that took these appends is over: their tenants may be in another one.</summary>
    public void Committed(IReadOnlyList<PendingAppend> appends)
    {
        lock (_lock)
        {
            foreach (var tenant in appends.Select(append => append.Tenant).Distinct())
            {
                var line = _tenants[tenant];
                line.Commits--;
                Pause(line);
                Forget(line);
            }

            Changed();
        }
    }

    /// <summary>Promises no more; what was promised still comes in and is taken.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _closed = true;
            Changed();
        }
    }

    // Who has nothing waiting is taken whatever he brings: an append that is larger than any share has to be, some time.
    private bool HasShare(int ofTenant, int ofKey, int weight)
    {
        var share = (capacity - (Weight - ofTenant)) / 2;
        return (ofTenant == 0 || ofTenant + (ofKey == 0 ? 1 : weight) <= share)
            && (ofKey == 0 || ofKey + weight <= (share - (ofTenant - ofKey)) / 2);
    }

    private List<PendingAppend> Take(int size, int most)
    {
        var taken = new List<PendingAppend>();
        for (var weight = 0; weight < size && taken.Count < most && _turns.HasNext;)
        {
            var line = _turns.Next();
            var append = line.Take();
            taken.Add(append);
            weight += append.Weight;
            if (!line.IsWaiting)
                _turns.Leave(line);
        }

        foreach (var append in taken)
            Weight -= append.Weight;
        foreach (var tenant in taken.Select(append => append.Tenant).Distinct())
        {
            var line = _tenants[tenant];
            line.Commits++;
            Pause(line);
        }

        return taken;
    }

    private void Pause(TenantLine line) => _turns.Pause(
        line, line.Commits > 1 || (line.Commits == 1 && line.WaitingWeight < SecondCommit));

    private void Forget(TenantLine line)
    {
        if (line is { Weight: 0, Commits: 0 })
            _tenants.Remove(line.Tenant);
    }

    private void Changed()
    {
        _change?.SetResult();
        _change = null;
    }
}
