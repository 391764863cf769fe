using System.Collections.Immutable;
using System.Text.Json;
using Analytics.Domain.Querying.Json;
using Analytics.Domain.Series;

namespace Analytics.Domain.Querying.Canonical;

/// <summary>The one way to write what many questions share.</summary>
internal static class CanonicalParts
{
    /// <summary>Each once, in the order of their JSON.</summary>
    public static ImmutableArray<T> Sorted<T>(IEnumerable<T> parts, Action<Utf8JsonWriter, T> write)
    {
        var written = parts.Select(part => (Part: part, Json: QuestionJson.Bytes(json => write(json, part)))).ToList();
        written.Sort((left, right) => left.Json.AsSpan().SequenceCompareTo(right.Json));
        var sorted = ImmutableArray.CreateBuilder<T>(written.Count);
        for (var i = 0; i < written.Count; i++)
            if (i == 0 || !written[i].Json.AsSpan().SequenceEqual(written[i - 1].Json))
                sorted.Add(written[i].Part);
        return sorted.ToImmutable();
    }

    public static ImmutableArray<string> Names(ImmutableArray<string> names) =>
        [.. names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    public static EventSelector Selector(EventSelector selector) =>
        new(Names(selector.Events), CanonicalFilter.OrNull(selector.Filter));

    // Percentile 50 is what the median is.
    public static Measure Measure(Measure measure) => measure with
    {
        Events = Selector(measure.Events),
        Aggregation = measure.Aggregation is Aggregation.Median ? Aggregation.Percentile : measure.Aggregation,
        Property = measure.Property?.Canonical(),
        Percentile = measure.Aggregation is Aggregation.Median ? 50 : measure.Percentile,
    };

    public static SeriesBreakdown? Breakdown(SeriesBreakdown? breakdown) => breakdown is null ? null : breakdown with
    {
        Dimensions = [.. breakdown.Dimensions.Select(dimension => dimension.Canonical())],
        Limit = breakdown.Keys is null ? breakdown.Limit : SeriesBreakdown.DefaultLimit,
    };
}
