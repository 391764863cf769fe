using System.Collections.Immutable;
using Analytics.Domain.Querying;

namespace Analytics.Domain.Lifecycle;

/// <summary>
/// Who is new, returning, resurrecting or dormant in each period of the range. Whoever was active before the range is
/// known to be: a first period that the range cuts looks back over all of the one before.
/// </summary>
public sealed record LifecycleQuery : EventQuery
{
    /// <summary>What counts as activity.</summary>
    public EventSelector Activity { get; init; } = EventSelector.Any;

    /// <summary>Width of a period: day, week, month or quarter.</summary>
    public Interval Period { get; init; } = Interval.Week;

    /// <inheritdoc />
    public override Problem? Check() =>
        Activity.Check()?.Under("activity")
        ?? QueryRules.OneOf(Period, "period", Interval.Day, Interval.Week, Interval.Month, Interval.Quarter)
        ?? CheckBuckets(Period, "period")
        ?? base.Check();

    /// <inheritdoc />
    public override IEnumerable<PropertyRef> Properties() => [.. Activity.Properties(), .. base.Properties()];
}

/// <summary>Actors by what became of them.</summary>
/// <param name="Periods">One a period that the range touches.</param>
/// <param name="Meta">What was read.</param>
public sealed record LifecycleAnswer(ImmutableArray<LifecycleCount> Periods, AnswerMeta Meta);

/// <summary>Actors of one period; the first three together are those active in it.</summary>
/// <param name="Start">First instant of the period inside the range.</param>
/// <param name="New">First active ever.</param>
/// <param name="Returning">Active in this period and the one before.</param>
/// <param name="Resurrecting">Active in this period and not in the one before, but earlier.</param>
/// <param name="Dormant">Active in the period before and not in this one.</param>
public sealed record LifecycleCount(
    DateTimeOffset Start, long New, long Returning, long Resurrecting, long Dormant);

/// <summary>What became of an actor in a period.</summary>
public enum LifecycleStage
{
    /// <summary>First active ever.</summary>
    New,

    /// <summary>Active in this period and the one before.</summary>
    Returning,

    /// <summary>Active in this period and not in the one before, but earlier.</summary>
    Resurrecting,

    /// <summary>Active in the period before and not in this one.</summary>
    Dormant,
}
