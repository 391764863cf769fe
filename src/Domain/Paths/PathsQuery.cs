using System.Collections.Immutable;
using Analytics.Domain.Querying;

namespace Analytics.Domain.Paths;

/// <summary>
/// What actors do one after the other: from an anchor on, up to an anchor, or between two. Repeats of a step right
/// after itself are one.
/// </summary>
public sealed record PathsQuery : EventQuery
{
    /// <summary>Where paths start; null where only their end is given.</summary>
    public EventSelector? From { get; init; }

    /// <summary>Where paths end; null where only their start is given.</summary>
    public EventSelector? To { get; init; }

    /// <summary>What a step is called: the event's name, or a property, whose missing value is a step like any other.
    /// </summary>
    public PropertyRef Step { get; init; } = PropertyRef.EventName;

    /// <summary>Names of events that are passed over.</summary>
    public ImmutableArray<string> Exclude { get; init; } = [];

    /// <summary>Most steps of a path, the anchors included.</summary>
    public int MaxLength { get; init; } = 5;

    /// <summary>Longest time from a path's first event to its last, inclusive; null keeps a path within one session.
    /// </summary>
    public TimeSpan? Window { get; init; }

    /// <summary>Steps shown at each place of the path, the most frequent ones; the rest is taken together.</summary>
    public int Limit { get; init; } = 10;

    /// <summary>Most steps that a path can have.</summary>
    public const int MaxSteps = 20;

    /// <summary>Most steps shown at one place.</summary>
    public const int MaxLimit = 100;

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
        ?? QueryRules.Names(Exclude, 0, "exclude")
        ?? QueryRules.InRange(MaxLength, 2, MaxSteps, "maxLength")
        ?? (Window is { } window ? QueryRules.InRange(window, MaxWindow, "window") : null)
        ?? QueryRules.InRange(Limit, 1, MaxLimit, "limit")
        ?? base.Check();

    /// <inheritdoc />
    public override IEnumerable<PropertyRef> Properties() =>
        [.. From?.Properties() ?? [], .. To?.Properties() ?? [], Step, .. base.Properties()];
}

/// <summary>Paths, laid over each other.</summary>
/// <param name="Paths">Number of all paths.</param>
/// <param name="Nodes">Steps by place, then most frequent first, then by name; those not shown as one without a key.
/// </param>
/// <param name="Edges">How often one step follows another, by place, then most frequent first, then by name.</param>
/// <param name="Meta">What was read.</param>
public sealed record PathsAnswer(
    long Paths, ImmutableArray<PathNode> Nodes, ImmutableArray<PathEdge> Edges, AnswerMeta Meta);

/// <summary>A step at its place.</summary>
/// <param name="Place">From 0 at <c>from</c>; counted down from 0 at <c>to</c> where only that is given.</param>
/// <param name="Step">The step; null for all that are not shown.</param>
/// <param name="Count">Paths through it.</param>
public sealed record PathNode(int Place, GroupKey? Step, long Count);

/// <summary>One step after another.</summary>
/// <param name="Place">Place of the earlier one.</param>
/// <param name="From">The earlier step; null for all that are not shown.</param>
/// <param name="To">The later step; null likewise.</param>
/// <param name="Count">Paths that go so.</param>
public sealed record PathEdge(int Place, GroupKey? From, GroupKey? To, long Count);
