using System.Collections.Immutable;

namespace Analytics.Domain.Querying;

/// <summary>The properties found, event by event.</summary>
/// <param name="Events">The most frequent first, then by name; at most <see cref="PropertiesQuery.MaxEvents"/>.</param>
/// <param name="Meta">What was read.</param>
public sealed record PropertiesAnswer(ImmutableArray<EventProperties> Events, AnswerMeta Meta);

/// <summary>One event and the properties that it was seen with.</summary>
/// <param name="Name">The event's.</param>
/// <param name="Count">How many there are.</param>
/// <param name="FirstSeen">Earliest <c>occurredAt</c>.</param>
/// <param name="LastSeen">Latest <c>occurredAt</c>.</param>
/// <param name="Properties">The most frequent first, then by name.</param>
public sealed record EventProperties(
    string Name, long Count, DateTimeOffset FirstSeen, DateTimeOffset LastSeen, ImmutableArray<PropertyFound> Properties);

/// <summary>One property of an event, as far as it has values that can be asked for: lists have none.</summary>
/// <param name="Name">Flattened, e.g. <c>page.path</c>.</param>
/// <param name="Text">Events that have it as text.</param>
/// <param name="Numbers">Events that have it as a number.</param>
/// <param name="Booleans">Events that have it as true or false.</param>
/// <param name="LastSeen">Latest <c>occurredAt</c> of an event that has it.</param>
public sealed record PropertyFound(string Name, long Text, long Numbers, long Booleans, DateTimeOffset LastSeen)
{
    /// <summary>Most values that are listed as all there are.</summary>
    public const int FewValues = 50;

    /// <summary>Most examples.</summary>
    public const int MostExamples = 5;

    /// <summary>Events that have it.</summary>
    public long Events => Text + Numbers + Booleans;

    /// <summary>The least number; null without any.</summary>
    public decimal? Minimum { get; init; }

    /// <summary>The greatest number; null without any.</summary>
    public decimal? Maximum { get; init; }

    /// <summary>Whether there are numbers, and none has a part behind the point.</summary>
    public bool IsWhole { get; init; }

    /// <summary>All values as text, in ordinal order; empty when there are more than <see cref="FewValues"/>.</summary>
    public ImmutableArray<string> Values { get; init; } = [];

    /// <summary>Values of the latest events, as text, each once; of the same time the first in ordinal order.</summary>
    public ImmutableArray<string> Examples { get; init; } = [];
}
