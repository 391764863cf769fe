using System.Collections.Immutable;
using Analytics.Domain.Querying;
using Analytics.Domain.Series;

namespace Analytics.Domain.Distributions;

/// <summary>
/// Who came back after a long silence, and how long that was: every activity in the range whose actor's last one before
/// it, of whatever time, lies at least <see cref="Idle"/> back is a return. <c>Filter</c> is a condition on all activity.
/// </summary>
public sealed record ReactivationQuery : EventQuery
{
    /// <summary>What counts as activity.</summary>
    public EventSelector Activity { get; init; } = EventSelector.Any;

    /// <summary>The shortest silence, inclusive.</summary>
    public TimeSpan Idle { get; init; } = DefaultIdle;

    /// <summary>Inner edges of the histogram of silences, in seconds, above <see cref="Idle"/>; empty for those of
    /// <see cref="DistributionEdges.OfTimes"/> that are.</summary>
    public ImmutableArray<decimal> Edges { get; init; } = [];

    /// <summary>Those that are used.</summary>
    public ImmutableArray<decimal> InnerEdges =>
        Edges.IsEmpty ? [.. DistributionEdges.OfTimes.Where(edge => edge > IdleSeconds)] : Edges;

    /// <summary>The shortest silence in seconds.</summary>
    public decimal IdleSeconds => Idle.Ticks / (decimal)TimeSpan.TicksPerSecond;

    /// <summary>Splits by properties of the event that is the return, such as its campaign; the groups with the most returns
    /// are shown. Null for none.</summary>
    public SeriesBreakdown? Breakdown { get; init; }

    /// <summary>The silence when none is given.</summary>
    public static readonly TimeSpan DefaultIdle = TimeSpan.FromDays(30);

    /// <summary>The longest silence that can be asked for.</summary>
    public static readonly TimeSpan MaxIdle = TimeSpan.FromDays(3_660);

    /// <inheritdoc />
    public override Problem? Check() =>
        Activity.Check()?.Under("activity")
        ?? QueryRules.InRange(Idle, MaxIdle, "idle")
        ?? DistributionEdges.Check(Edges, IdleSeconds)
        ?? Breakdown?.Check()?.Under("breakdown")
        ?? base.Check();

    /// <inheritdoc />
    public override IEnumerable<PropertyRef> Properties() =>
        [.. Activity.Properties(), .. Breakdown?.Dimensions ?? [], .. base.Properties()];
}
