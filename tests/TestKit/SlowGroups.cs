using System.Collections.Immutable;
using Analytics.Domain.Querying;
using Analytics.Domain.Series;

namespace Analytics.TestKit;

/// <summary>Which groups of a breakdown are shown.</summary>
internal static class SlowGroups
{
    /// <param name="breakdown">The question's.</param>
    /// <param name="there">Every key that there is.</param>
    /// <param name="figure">What orders them.</param>
    public static ImmutableArray<GroupKey> Shown(
        SeriesBreakdown breakdown, IReadOnlyCollection<GroupKey> there, Func<GroupKey, decimal?> figure) =>
        breakdown.Keys ??
        [
            .. there.Where(key => !key.IsMissing)
                .Select(key => (Key: key, Figure: figure(key)))
                .OrderBy(one => one.Figure is null)
                .ThenByDescending(one => one.Figure)
                .ThenBy(one => one.Key)
                .Select(one => one.Key)
                .Take(breakdown.Limit),
            .. there.Where(key => key.IsMissing),
        ];
}
