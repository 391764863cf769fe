namespace Analytics.Infrastructure.Collection;

/// <summary>What a commit did for one tenant. Ordinals are those of events and of statements about actors.</summary>
/// <param name="Appends">All of the tenant's in the commit; at least one.</param>
/// <param name="Head">The tenant's log head.</param>
/// <param name="Duplicates">Ordinals of what was not written again.</param>
/// <param name="Erased">Ordinals of what was not written because its actor was erased.</param>
/// <param name="OptedOut">Ordinals of what was not written because its actor does not want to be followed.</param>
internal sealed record TenantCommit(
    IReadOnlyList<PendingAppend> Appends, long Head, long[] Duplicates, long[] Erased, long[] OptedOut)
{
    /// <summary>Ordinals of statements that were written but for the merge: the alias stays somebody else's.</summary>
    public long[] Unmerged { get; init; } = [];

    /// <summary>Ordinals of statements whose alias was erased or does not want to be followed.</summary>
    public long[] Nameless { get; init; } = [];
}
