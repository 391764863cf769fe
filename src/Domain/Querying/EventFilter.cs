using System.Collections.Immutable;

namespace Analytics.Domain.Querying;

/// <summary>A condition on one event.</summary>
public abstract record EventFilter
{
    private EventFilter()
    {
    }

    /// <summary>The properties that it looks at, as often as it does.</summary>
    public IEnumerable<PropertyRef> Properties() => this switch
    {
        And and => and.Parts.SelectMany(part => part.Properties()),
        Or or => or.Parts.SelectMany(part => part.Properties()),
        Not not => not.Part.Properties(),
        Exists exists => [exists.Property],
        Compare compare => [compare.Property],
        In within => [within.Property],
        _ => [],
    };

    /// <summary>True when every part is; true when there is none.</summary>
    public sealed record And(ImmutableArray<EventFilter> Parts) : EventFilter;

    /// <summary>True when any part is; false when there is none.</summary>
    public sealed record Or(ImmutableArray<EventFilter> Parts) : EventFilter;

    /// <summary>True when the part is not.</summary>
    public sealed record Not(EventFilter Part) : EventFilter;

    /// <summary>True when the event is about somebody.</summary>
    public sealed record HasActor : EventFilter;

    /// <summary>True when the property has some value: null and missing have none, "" is one.</summary>
    public sealed record Exists(PropertyRef Property) : EventFilter;

    /// <summary>
    /// Compares a property with a value of the same type; false when the property is missing, null or of another
    /// type.
    /// </summary>
    public sealed record Compare(PropertyRef Property, FilterOperator Operator, PropertyValue Value) : EventFilter;

    /// <summary>True when the property equals one of the values.</summary>
    public sealed record In(PropertyRef Property, ImmutableArray<PropertyValue> Values) : EventFilter;
}
