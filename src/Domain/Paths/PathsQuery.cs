using System.Collections.Immutable;
using Analytics.Domain.Querying;

namespace Analytics.Domain.Paths;

/// <summary>
/// What actors do one after the other: from an anchor on, up to an anchor, or between two. Repeats of a step right
/// after itself are one.
/// </summary>
/// <remarks>
/// Anchors are <see cref="From"/>'s events in the range, or <see cref="To"/>'s where only that is given. The first one
/// of a session makes its path; with a window, the first one of an actor, then the first one later than a window after
/// that. A path between two anchors ends with the first event of <see cref="To"/> after its first one, and counts if
/// that comes in the session or window and within <see cref="MaxLength"/>. The others are cut there, at the end that is
/// far from the anchor.
/// </remarks>
public sealed record PathsQuery : EventQuery
{
    /// <summary>Where paths start; null where only their end is given.</summary>
    public EventSelector? From { get; init; }

    /// <summary>Where paths end; null where only their start is given.</summary>
    public EventSelector? To { get; init; }

    /// <summary>What a step is called: the event's name, or a property, whose missing value is a step like any other.
    /// </summary>
    public PropertyRef Step { get; init; } = PropertyRef.EventName;

    /// <summary>Names of the events that are steps; empty for any.</summary>
    public ImmutableArray<string> Events { get; init; } = [];

    /// <summary>Names of events that are passed over.</summary>
    public ImmutableArray<string> Exclude { get; init; } = [];

    /// <summary>Steps that are taken for one; the first that matches a step's text decides.</summary>
    public ImmutableArray<PathGroup> Groups { get; init; } = [];

    /// <summary>Most steps of a path, the anchors included.</summary>
    public int MaxLength { get; init; } = 5;

    /// <summary>Longest time from a path's first event to its last, inclusive; null keeps a path within one session.
    /// </summary>
    public TimeSpan? Window { get; init; }

    /// <summary>Steps shown at each place of the path, the most frequent ones, the rest being taken together; and whole
    /// paths shown.</summary>
    public int Limit { get; init; } = 10;

    /// <summary>Most steps that a path can have.</summary>
    public const int MaxSteps = 20;

    /// <summary>Most steps shown at one place.</summary>
    public const int MaxLimit = 100;

    /// <summary>Most groups of steps.</summary>
    public const int MaxGroups = 100;

    /// <summary>The longest window.</summary>
    public static readonly TimeSpan MaxWindow = TimeSpan.FromDays(366);

    /// <inheritdoc />
    public override Problem? Check() =>
        (From is null && To is null
            ? Problem.Invalid("PATH_ANCHOR_MISSING", "A path has 'from', 'to' or both.", "from")
            : null)
        ?? From?.Check()?.Under("from")
        ?? To?.Check()?.Under("to")
        ?? Step.Check()?.Under("step")
        ?? QueryRules.Names(Events, 0, "events")
        ?? QueryRules.Names(Exclude, 0, "exclude")
        ?? QueryRules.InRange(Groups.Length, 0, MaxGroups, "groups")
        ?? QueryRules.Each(Groups, "groups", group => group.Check())
        ?? QueryRules.InRange(MaxLength, 2, MaxSteps, "maxLength")
        ?? (Window is { } window ? QueryRules.InRange(window, MaxWindow, "window") : null)
        ?? QueryRules.InRange(Limit, 1, MaxLimit, "limit")
        ?? base.Check();

    /// <inheritdoc />
    public override IEnumerable<PropertyRef> Properties() =>
        [.. From?.Properties() ?? [], .. To?.Properties() ?? [], Step, .. base.Properties()];
}
