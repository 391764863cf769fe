using System.Collections.Immutable;

namespace Analytics.Domain.Querying;

/// <summary>A condition on one event.</summary>
public abstract record EventFilter
{
    private EventFilter()
    {
    }

    /// <summary>True when every part is; true when there is none.</summary>
    public sealed record And(ImmutableArray<EventFilter> Parts) : EventFilter;

    /// <summary>True when any part is; false when there is none.</summary>
    public sealed record Or(ImmutableArray<EventFilter> Parts) : EventFilter;

    /// <summary>True when the part is not.</summary>
    public sealed record Not(EventFilter Part) : EventFilter;

    /// <summary>True when the event is about somebody.</summary>
    public sealed record HasActor : EventFilter;

    /// <summary>True when the property has some value: null and missing have none, "" is one.</summary>
    public sealed record Exists(string Property) : EventFilter;

    /// <summary>
    /// Compares a property with a value of the same type; false when the property is missing, null or of another
    /// type.
    /// </summary>
    public sealed record Compare(string Property, FilterOperator Operator, PropertyValue Value) : EventFilter;

    /// <summary>True when the property equals one of the values.</summary>
    public sealed record In(string Property, ImmutableArray<PropertyValue> Values) : EventFilter;
}
