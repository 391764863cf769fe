using System.Collections.Immutable;
using Analytics.Domain.Querying;

namespace Analytics.Domain.Series;

/// <summary>By which properties a series is split, and which groups are shown.</summary>
/// <param name="Dimensions">1 to <see cref="MaxDimensions"/>; an event without a value has null there.</param>
/// <param name="Limit">The groups with the highest totals are shown, a total of null after all others, ties by key
/// (ordinal, dimension by dimension, null last); the rest goes to <c>Other</c>. The group in which every dimension
/// is missing is shown beside them, last, when there is one, and never goes to <c>Other</c>.</param>
/// <param name="Keys">When set, exactly these groups are answered in this order, each once, and
/// <paramref name="Limit"/> does not count; every other one goes to <c>Other</c>, the missing one too: a formula
/// asks its parts for the groups that it chose.</param>
public sealed record SeriesBreakdown(
    ImmutableArray<PropertyRef> Dimensions, int Limit, ImmutableArray<GroupKey>? Keys = null)
{
    /// <summary>Groups shown when the caller does not say.</summary>
    public const int DefaultLimit = 10;

    /// <summary>Most groups of one answer.</summary>
    public const int MaxLimit = 1_000;

    /// <summary>Most dimensions.</summary>
    public const int MaxDimensions = 3;

    /// <summary>One dimension.</summary>
    public SeriesBreakdown(PropertyRef property, int limit, ImmutableArray<GroupKey>? keys = null)
        : this([property], limit, keys)
    {
    }
}
