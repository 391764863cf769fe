using System.Collections.Concurrent;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Collection;

/// <summary>
/// Tells those who wait on this node that a tenant's log has grown. A hint for speed only: the log itself is the
/// truth, and another node's writes are found by asking it.
/// </summary>
public sealed class LogHeads
{
    private readonly ConcurrentDictionary<TenantId, TaskCompletionSource> _waiters = new();

    /// <summary>The writer calls it after each commit.</summary>
    public void Advanced(TenantId tenant)
    {
        if (_waiters.TryRemove(tenant, out var waiter))
            waiter.TrySetResult();
    }

    /// <summary>Completes at the next <see cref="Advanced"/>. Take it before looking at the log, await it after.</summary>
    public Task NextAsync(TenantId tenant) =>
        _waiters.GetOrAdd(tenant, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
}
