using System.Collections.Immutable;
using Analytics.Domain.Querying;

namespace Analytics.Domain.Funnels;

/// <summary>
/// A sequential funnel over actors: every event of step 1 in the range starts an attempt, each next step takes the
/// earliest later matching event within the window of the attempt's first event; an actor counts once, with the
/// attempt that gets furthest, on a tie the earliest.
/// </summary>
public sealed record FunnelDefinition
{
    /// <summary>2 to <see cref="MaxSteps"/>, in order.</summary>
    public ImmutableArray<FunnelStepDefinition> Steps { get; }

    /// <summary>Where attempts start.</summary>
    public TimeRange Range { get; }

    /// <summary>From the attempt's first event to its last, inclusive.</summary>
    public TimeSpan Window { get; }

    /// <summary>Whether later steps may lie past the end of the range.</summary>
    public ConversionsAfterRange ConversionsAfterRange { get; }

    /// <summary>A condition on every step's events; null for none.</summary>
    public EventFilter? Filter { get; }

    /// <summary>Most steps of a funnel.</summary>
    public const int MaxSteps = 20;

    /// <summary>Most event names of a step.</summary>
    public const int MaxStepEvents = 100;

    /// <summary>The window when none is given.</summary>
    public static readonly TimeSpan DefaultWindow = TimeSpan.FromDays(7);

    /// <summary>The longest window.</summary>
    public static readonly TimeSpan MaxWindow = TimeSpan.FromDays(366);

    /// <summary>The properties that it reads, as often as it names them.</summary>
    public IEnumerable<string> Properties() =>
        Steps.Select(step => step.Filter).Append(Filter).SelectMany(filter => filter?.Properties() ?? []);

    private FunnelDefinition(
        ImmutableArray<FunnelStepDefinition> steps,
        TimeRange range,
        TimeSpan window,
        ConversionsAfterRange conversionsAfterRange,
        EventFilter? filter) =>
        (Steps, Range, Window, ConversionsAfterRange, Filter) = (steps, range, window, conversionsAfterRange, filter);

    /// <summary>A checked funnel.</summary>
    /// <returns>The funnel or the first fault with its path.</returns>
    public static Result<FunnelDefinition> Create(
        IReadOnlyList<FunnelStepDefinition> steps,
        TimeRange range,
        TimeSpan? window = null,
        ConversionsAfterRange conversionsAfterRange = ConversionsAfterRange.Include,
        EventFilter? filter = null)
    {
        if (steps.Count is < 2 or > MaxSteps)
            return Problem.Invalid(
                "FUNNEL_STEP_COUNT", $"A funnel has 2 to {MaxSteps} steps; this one has {steps.Count}.", "steps");
        for (var i = 0; i < steps.Count; i++)
            if (steps[i].Events is not { IsDefault: false, Length: >= 1 and <= MaxStepEvents }
                || steps[i].Events.Any(string.IsNullOrEmpty))
                return Problem.Invalid(
                    "FUNNEL_STEP_EVENTS", $"A step names 1 to {MaxStepEvents} events.", $"steps[{i}].events");
        var span = window ?? DefaultWindow;
        if (span <= TimeSpan.Zero || span > MaxWindow)
            return Problem.Invalid(
                "FUNNEL_WINDOW", $"'window' is longer than zero and at most {MaxWindow.Days} days.", "window");
        return new FunnelDefinition([.. steps], range, span, conversionsAfterRange, filter);
    }
}
