namespace Analytics.Infrastructure.Collection;

/// <summary>What a commit did for one tenant.</summary>
/// <param name="Appends">All of the tenant's in the commit; at least one.</param>
/// <param name="Head">The tenant's log head.</param>
/// <param name="Duplicates">Ordinals of events that were not written again.</param>
/// <param name="Erased">Ordinals of events that were not written because their actor was erased.</param>
internal sealed record TenantCommit(IReadOnlyList<PendingAppend> Appends, long Head, long[] Duplicates, long[] Erased);
