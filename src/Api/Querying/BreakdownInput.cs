using System.Collections.Immutable;
using Analytics.Api.Hosting;
using Analytics.Domain.Querying;
using Analytics.Domain.Series;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.Querying;

/// <summary>What a result is split by.</summary>
[OneOf]
public sealed record BreakdownInput
{
    /// <summary>A property of the event; objects are reached by <c>a.b</c>.</summary>
    public string? Property { get; init; }

    /// <summary>A property of the event's actor, as it was when the event happened.</summary>
    public string? ActorProperty { get; init; }

    /// <summary>A property of the event's actor, as it is now.</summary>
    public string? CurrentActorProperty { get; init; }

    /// <summary>What every event has.</summary>
    public EventDimension? Dimension { get; init; }

    /// <summary>The dimensions in their order; empty for none given.</summary>
    internal static ImmutableArray<PropertyRef> ToDomain(IReadOnlyList<BreakdownInput>? breakdown) =>
        breakdown is null ? [] : [.. breakdown.Select((one, index) => one.ToDomain($"breakdown[{index}]"))];

    /// <summary>A breakdown of a question; null when none is asked for.</summary>
    internal static SeriesBreakdown? ToDomain(IReadOnlyList<BreakdownInput>? breakdown, int? limit) =>
        breakdown is null or [] ? null : new SeriesBreakdown(ToDomain(breakdown), limit ?? SeriesBreakdown.DefaultLimit);

    internal PropertyRef ToDomain(string path) => this switch
    {
        { Property: { Length: > 0 } name } => new PropertyRef(name),
        { ActorProperty: { Length: > 0 } name } => new PropertyRef(name, PropertyScope.ActorAtEvent),
        { CurrentActorProperty: { Length: > 0 } name } => new PropertyRef(name, PropertyScope.ActorCurrent),
        { Dimension: EventDimension.EventName } => PropertyRef.EventName,
        _ => throw Problem.Invalid("BREAKDOWN_EMPTY", "A breakdown names a property.", path).ToException(),
    };
}

/// <summary>What every event has, whatever its properties.</summary>
public enum EventDimension
{
    /// <summary>The event's name.</summary>
    EventName,
}
