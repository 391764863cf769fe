using System.Collections.Immutable;
using Analytics.Domain.Querying;

namespace Analytics.Domain.Series;

/// <summary>The groups with the highest figures, several figures side by side: the top products by revenue with
/// their buyers.</summary>
public sealed record TopListQuery : EventQuery
{
    /// <summary>Which groups; the first measure orders them.</summary>
    public required SeriesBreakdown Breakdown { get; init; }

    /// <summary>One column each; at least one.</summary>
    public required ImmutableArray<Measure> Measures { get; init; }
}
