using System.Collections.Immutable;

namespace Analytics.Domain.Series;

/// <summary>By which property a series is split, and which of its values are shown.</summary>
/// <param name="Property">Events without it make the group with the key null.</param>
/// <param name="Limit">The groups with the highest totals are shown, ties by key (ordinal); the rest goes to
/// <c>Other</c>. The group of the missing value is shown beside them, last, when there is one, and never goes to
/// <c>Other</c>.</param>
/// <param name="Keys">When set, exactly these groups are answered in this order, each once, and
/// <paramref name="Limit"/> does not count; every other one goes to <c>Other</c>, the missing one too: a formula
/// asks its parts for the groups that it chose.</param>
public sealed record SeriesBreakdown(string Property, int Limit, ImmutableArray<string?>? Keys = null)
{
    /// <summary>Groups shown when the caller does not say.</summary>
    public const int DefaultLimit = 10;

    /// <summary>Most groups of one answer.</summary>
    public const int MaxLimit = 1_000;
}
