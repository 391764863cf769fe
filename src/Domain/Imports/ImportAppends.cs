using Analytics.Domain.Collection;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Imports;

/// <summary>Brings what imported states add to the log into it, each once.</summary>
public sealed class ImportAppends(IEventLog log, IPendingImports pending, TimeProvider clock)
{
    private const string BusyCode = "COLLECTION_BUSY";

    private static readonly TimeSpan _busyDelay = TimeSpan.FromMilliseconds(200);

    /// <summary>Makes good what imports of the kind that were cut off left behind.</summary>
    public async Task RecoverAsync(TenantScope tenant, string kind, CancellationToken cancellationToken)
    {
        foreach (var left in await pending.ListAsync(tenant, kind, cancellationToken))
            await AppendAsync(tenant, left, cancellationToken);
    }

    /// <summary>Writes what has been stored as pending, and takes it off the list.</summary>
    public async Task<AppendOutcome> AppendAsync(
        TenantScope tenant, PendingImport stored, CancellationToken cancellationToken)
    {
        var outcome = await AppendAsync(tenant, stored.Append, cancellationToken);
        await pending.RemoveAsync(tenant, stored.Id, cancellationToken);
        return outcome;
    }

    // A full queue is the one problem that passes; a file can wait where a visitor's browser cannot.
    private async Task<AppendOutcome> AppendAsync(
        TenantScope tenant, LogAppend append, CancellationToken cancellationToken)
    {
        while (true)
        {
            var appended = await log.AppendAsync(tenant, append, cancellationToken);
            if (appended.Problem?.Code != BusyCode)
                return appended.Value;
            await Task.Delay(_busyDelay, clock, cancellationToken);
        }
    }
}
