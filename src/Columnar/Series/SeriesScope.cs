using Analytics.Columnar.Kernels;
using Analytics.Columnar.Operators;
using Analytics.Columnar.Segments;
using Analytics.Domain.Series;

namespace Analytics.Columnar.Series;

/// <summary>A series query bound to a snapshot.</summary>
/// <param name="Snapshot">What is read.</param>
/// <param name="Query">What is asked.</param>
/// <param name="SessionGap">Longest silence within a session, milliseconds.</param>
internal sealed record SeriesScope(Snapshot Snapshot, SeriesQuery Query, long SessionGap)
{
    public EventMatch Match { get; } = new(Snapshot, [(Query.Measure.Events.Events, Query.Measure.Events.Filter)], Query.Filter)
    {
        From = Query.Range.From.ToMillisecondsUp(),
        FirstTo = Query.Range.To.ToMillisecondsUp(),
        To = Query.Range.To.ToMillisecondsUp(),
    };

    /// <summary>Null without a breakdown.</summary>
    public GroupKeys? Groups { get; } = Query.Breakdown is { } breakdown ? new(Snapshot, breakdown.Dimensions[0].Name) : null;

    public BucketIndex Buckets { get; } = new([.. Query.Edges.Select(edge => edge.ToMillisecondsUp())]);
}

/// <summary>Where a group's figure of an instant stands.</summary>
/// <param name="Slots">The slot of each group, groups beyond them in <paramref name="Other"/>; null when each group
/// is its own slot.</param>
/// <param name="Other">The slot of the remainder.</param>
/// <param name="All">The slot of all events; null where nobody asks for it.</param>
/// <param name="Buckets">Null for one cell a slot.</param>
internal sealed record SeriesLayout(int[]? Slots, int Other, int? All, BucketIndex? Buckets)
{
    /// <summary>Cells of a slot: one a bucket, then one for the whole range.</summary>
    public int Width { get; } = Buckets is null ? 1 : Buckets.Count + 1;

    public int Slot(int group) => Slots is null ? group : group < Slots.Length ? Slots[group] : Other;

    public int Cell(int group, long time) => (Slot(group) * Width) + (Buckets is null ? 0 : Buckets.Of(time));
}

internal static class Instants
{
    /// <summary>
    /// Milliseconds since 1970, a part of one rounded up: events lie on whole ones, so <c>[from, to)</c> holds the
    /// same events as before.
    /// </summary>
    public static long ToMillisecondsUp(this DateTimeOffset instant)
    {
        var milliseconds = instant.ToUnixTimeMilliseconds();
        return instant.UtcTicks % TimeSpan.TicksPerMillisecond == 0 ? milliseconds : milliseconds + 1;
    }
}
