using System.Collections.Immutable;
using Analytics.Api.Hosting;
using System.Text.Json;
using Analytics.Domain.Querying;

namespace Analytics.Api.Querying;

/// <summary>
/// A condition on properties of an event or of its actor, of at most 50 levels, 1,000 comparisons and 10,000 values. All that is given
/// in one object has to hold. Values compare with
/// properties of the same type only: text by ordinal, numbers by value.
/// </summary>
public sealed record PropertyFilterInput
{
    /// <summary>All of these hold.</summary>
    public IReadOnlyList<PropertyFilterInput>? And { get; init; }

    /// <summary>At least one of these holds.</summary>
    public IReadOnlyList<PropertyFilterInput>? Or { get; init; }

    /// <summary>This does not hold.</summary>
    public PropertyFilterInput? Not { get; init; }

    /// <summary>The event's property that the comparisons below look at; objects are reached by <c>a.b</c>.</summary>
    public string? Property { get; init; }

    /// <summary>In place of <c>property</c>: a property of the event's actor.</summary>
    public string? ActorProperty { get; init; }

    /// <summary>When <c>actorProperty</c> is read. Default AT_EVENT; where there is no event, as in a cohort's
    /// condition, it is read as it is now.</summary>
    public ActorPropertyTime? ActorPropertyAt { get; init; }

    /// <summary>Equals the value.</summary>
    public JsonElement? Eq { get; init; }

    /// <summary>Does not equal the value; true where the property is missing: the complement of <c>eq</c>.</summary>
    public JsonElement? Neq { get; init; }

    /// <summary>Equals one of the values.</summary>
    public IReadOnlyList<JsonElement>? In { get; init; }

    /// <summary>Equals none of the values; true where the property is missing: the complement of <c>in</c>.</summary>
    public IReadOnlyList<JsonElement>? Nin { get; init; }

    /// <summary>Greater than the value.</summary>
    public JsonElement? Gt { get; init; }

    /// <summary>Greater than or equal to the value.</summary>
    public JsonElement? Gte { get; init; }

    /// <summary>Less than the value.</summary>
    public JsonElement? Lt { get; init; }

    /// <summary>Less than or equal to the value.</summary>
    public JsonElement? Lte { get; init; }

    /// <summary>Text that contains this.</summary>
    public string? Contains { get; init; }

    /// <summary>Text that starts with this.</summary>
    public string? StartsWith { get; init; }

    /// <summary>True: the property has a value; false: it is missing or null.</summary>
    public bool? Exists { get; init; }

    /// <param name="path">Where the input stands.</param>
    /// <param name="actorScope">When a property of the actor is read unless the caller says.</param>
    internal EventFilter ToDomain(string path, PropertyScope actorScope = PropertyScope.ActorAtEvent)
    {
        var filter = Condition(path, actorScope);
        return FilterRules.Check(filter) is { } problem ? throw problem.Under(path).ToException() : filter;
    }

    private EventFilter Condition(string path, PropertyScope actorScope)
    {
        var parts = ImmutableArray.CreateBuilder<EventFilter>();
        if (And is not null)
            parts.Add(new EventFilter.And(All(And, $"{path}.and", actorScope)));
        if (Or is not null)
            parts.Add(new EventFilter.Or(All(Or, $"{path}.or", actorScope)));
        if (Not is not null)
            parts.Add(new EventFilter.Not(Not.Condition($"{path}.not", actorScope)));
        PropertyFilterComparisons.AddTo(parts, this, path, actorScope);
        return parts.Count switch
        {
            0 => throw Problem.Invalid("FILTER_EMPTY", "A filter has at least one condition.", path).ToException(),
            1 => parts[0],
            _ => new EventFilter.And(parts.ToImmutable()),
        };
    }

    private static ImmutableArray<EventFilter> All(
        IReadOnlyList<PropertyFilterInput> filters, string path, PropertyScope actorScope) =>
        [.. filters.Select((filter, index) => filter.Condition($"{path}[{index}]", actorScope))];
}

/// <summary>When a property of an actor is read.</summary>
public enum ActorPropertyTime
{
    /// <summary>As it was when the event happened.</summary>
    AtEvent,

    /// <summary>As it is now.</summary>
    Current,
}
