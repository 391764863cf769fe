using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Analytics.Domain.Querying;
using Analytics.Domain.Series;

namespace Analytics.Columnar.Series;

/// <summary>Whether two queries look at the same events, in the same buckets and groups, so that one scan serves both.</summary>
internal sealed class SameEvents : IEqualityComparer<SeriesQuery>
{
    public static SameEvents Instance { get; } = new();

    public bool Equals(SeriesQuery? one, SeriesQuery? other) =>
        ReferenceEquals(one, other)
        || (one is not null && other is not null
            && one.Range == other.Range
            && one.Interval == other.Interval
            && Equals(one.Calendar, other.Calendar)
            && one.Measure.Events.Events.AsSpan().SequenceEqual(other.Measure.Events.Events.AsSpan())
            && Equals(one.Measure.Events.Filter, other.Measure.Events.Filter)
            && Equals(one.Filter, other.Filter)
            && Equals(one.Cohort, other.Cohort)
            && Same(one.CustomEdges, other.CustomEdges)
            && SameGroups(one, other));

    public int GetHashCode([DisallowNull] SeriesQuery query) =>
        HashCode.Combine(query.Range, query.Interval, query.Measure.Events.Events.Length, query.Breakdown is null);

    // Which groups a query shows, and which it meets when it looks back, is its own; unless it names them.
    private static bool SameGroups(SeriesQuery one, SeriesQuery other) => (one.Breakdown, other.Breakdown) switch
    {
        (null, null) => true,
        ({ Keys: { } keys } a, { Keys: { } others } b) =>
            one.Rolling == other.Rolling && Same<PropertyRef>(a.Dimensions, b.Dimensions) && Same<GroupKey>(keys, others),
        _ => false,
    };

    private static bool Same<T>(ImmutableArray<T>? one, ImmutableArray<T>? other) =>
        one is { } left ? other is { } right && left.AsSpan().SequenceEqual(right.AsSpan()) : other is null;
}
