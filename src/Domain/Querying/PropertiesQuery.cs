using System.Collections.Immutable;

namespace Analytics.Domain.Querying;

/// <summary>Which properties events have, and of what types: the most frequent first, then by name.</summary>
public sealed record PropertiesQuery : EventQuery
{
    /// <summary>Names of the events that are looked at; empty for all.</summary>
    public ImmutableArray<string> Events { get; init; } = [];

    /// <summary>Only properties whose name starts so (ordinal); null for all.</summary>
    public string? StartsWith { get; init; }

    /// <summary>Most properties to list.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>Most properties of one answer.</summary>
    public const int MaxLimit = 1_000;

    /// <inheritdoc />
    public override Problem? Check() =>
        QueryRules.Names(Events, 0, "events")
        ?? QueryRules.Unicode(StartsWith, "startsWith")
        ?? QueryRules.InRange(Limit, 1, MaxLimit, "limit")
        ?? base.Check();
}

/// <summary>The properties found.</summary>
/// <param name="Properties">Those asked for.</param>
/// <param name="Meta">What was read.</param>
public sealed record PropertiesAnswer(ImmutableArray<PropertyCount> Properties, AnswerMeta Meta);

/// <summary>One property.</summary>
/// <param name="Name">Flattened, e.g. <c>page.path</c>.</param>
/// <param name="Text">Events that have it as text.</param>
/// <param name="Numbers">Events that have it as a number.</param>
/// <param name="Booleans">Events that have it as true or false.</param>
/// <param name="DistinctValues">Exact number of distinct values, of whatever type.</param>
public sealed record PropertyCount(string Name, long Text, long Numbers, long Booleans, long DistinctValues)
{
    /// <summary>Events that have it.</summary>
    public long Events => Text + Numbers + Booleans;
}
