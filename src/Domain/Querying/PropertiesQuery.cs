using System.Collections.Immutable;

namespace Analytics.Domain.Querying;

/// <summary>Which properties events have, event by event, and of what types.</summary>
public sealed record PropertiesQuery : EventQuery
{
    /// <summary>Names of the events that are looked at; empty for all.</summary>
    public ImmutableArray<string> Events { get; init; } = [];

    /// <summary>Only properties whose name starts so (ordinal); null for all.</summary>
    public string? StartsWith { get; init; }

    /// <summary>Most properties of one event to list.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>Most properties of one event.</summary>
    public const int MaxLimit = 1_000;

    /// <summary>Most events of one answer: the most frequent.</summary>
    public const int MaxEvents = 500;

    /// <inheritdoc />
    public override Problem? Check() =>
        QueryRules.Names(Events, 0, "events")
        ?? QueryRules.Unicode(StartsWith, "startsWith")
        ?? QueryRules.InRange(Limit, 1, MaxLimit, "limit")
        ?? base.Check();
}
