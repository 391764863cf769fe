using System.Collections.Immutable;
using Analytics.Domain.Querying;

namespace Analytics.Domain.Snapshots;

/// <summary>All figures that are kept of a period: they are written together or not at all.</summary>
/// <param name="Period">Which time.</param>
/// <param name="Watermark">Position up to which the log was seen.</param>
/// <param name="Asked">What was to be kept.</param>
/// <param name="Series">What is kept, also where there was nothing to count.</param>
/// <param name="Rows">Where there was something.</param>
public sealed record SnapshotBatch(
    SnapshotPeriod Period, long Watermark, ImmutableArray<Guid> Asked, ImmutableArray<Guid> Series,
    ImmutableArray<SnapshotRow> Rows);

/// <summary>A series' figures in one hour, day, week or month, and one group.</summary>
/// <param name="Series">Which series.</param>
/// <param name="At">First instant.</param>
/// <param name="Key">Values of the breakdown; empty without one.</param>
/// <param name="Events">How many, at least 1.</param>
/// <param name="Sum">What they add up to; null where nothing is summed, and where no decimal is so large.</param>
/// <param name="Actors">The ids that they were sent with; null where actors are not counted.</param>
public sealed record SnapshotRow(
    Guid Series, DateTimeOffset At, GroupKey Key, long Events, decimal? Sum, ImmutableArray<string>? Actors);
