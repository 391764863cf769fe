using System.Collections.Immutable;
using Analytics.Domain.Querying.Json;
using static Analytics.Domain.Querying.EventFilter;

namespace Analytics.Domain.Querying.Canonical;

/// <summary>
/// Conditions in negation normal form: <c>not</c> only on comparisons, no <c>and</c> in an <c>and</c> nor <c>or</c> in
/// an <c>or</c>, equalities of one property taken together, parts sorted and each once. A condition is true or false
/// of an event and never unknown, so that De Morgan's laws hold.
/// </summary>
internal static class CanonicalFilter
{
    private static readonly And True = new([]);
    private static readonly Or False = new([]);

    /// <summary>Null for a condition that is always true.</summary>
    public static EventFilter? OrNull(EventFilter? filter) =>
        filter is null ? null : Of(filter) is var canonical && IsTrue(canonical) ? null : canonical;

    public static EventFilter Of(EventFilter filter, bool negated = false) => filter switch
    {
        Not not => Of(not.Part, !negated),
        And and => negated ? Any(and.Parts, true) : All(and.Parts, false),
        Or or => negated ? All(or.Parts, true) : Any(or.Parts, false),
        In within => Equality(within.Property, within.Values, negated),
        Compare { Operator: FilterOperator.Equal } compare => Equality(compare.Property, [compare.Value], negated),
        Compare compare => Negate(compare with { Property = compare.Property.Canonical() }, negated),
        Exists exists => Negate(new Exists(exists.Property.Canonical()), negated),
        _ => Negate(filter, negated),
    };

    public static bool IsTrue(EventFilter filter) => filter is And { Parts.IsEmpty: true };

    public static bool IsFalse(EventFilter filter) => filter is Or { Parts.IsEmpty: true };

    private static EventFilter All(IEnumerable<EventFilter> parts, bool negated)
    {
        var all = parts.Select(part => Of(part, negated))
            .SelectMany(part => part is And and ? and.Parts.AsEnumerable() : [part]).ToList();
        if (all.Any(IsFalse))
            return False;
        var sorted = CanonicalParts.Sorted(Merge(all, negated: true), FilterJson.Write);
        return sorted is [var only] ? only : new And(sorted);
    }

    private static EventFilter Any(IEnumerable<EventFilter> parts, bool negated)
    {
        var any = parts.Select(part => Of(part, negated))
            .SelectMany(part => part is Or or ? or.Parts.AsEnumerable() : [part]).ToList();
        if (any.Any(IsTrue))
            return True;
        var sorted = CanonicalParts.Sorted(Merge(any, negated: false), FilterJson.Write);
        return sorted is [var only] ? only : new Or(sorted);
    }

    // Equal to one value or to another is equal to one of both; unlike both is unlike each.
    private static IEnumerable<EventFilter> Merge(List<EventFilter> parts, bool negated)
    {
        var equalities = parts.ToLookup(part => ValuesOf(part, negated)?.Property);
        return equalities[null].Concat(equalities.Where(group => group.Key is not null).Select(group => Equality(
            group.Key!, [.. group.SelectMany(part => ValuesOf(part, negated)!.Value.Values)], negated)));
    }

    private static (PropertyRef Property, ImmutableArray<PropertyValue> Values)? ValuesOf(
        EventFilter filter, bool negated) => (negated, filter) switch
        {
            (true, Not not) => ValuesOf(not.Part, false),
            (false, In within) => (within.Property, within.Values),
            (false, Compare { Operator: FilterOperator.Equal } compare) => (compare.Property, [compare.Value]),
            _ => null,
        };

    private static EventFilter Equality(PropertyRef property, ImmutableArray<PropertyValue> values, bool negated)
    {
        property = property.Canonical();
        var sorted = CanonicalParts.Sorted(values, FilterJson.WriteValue);
        return sorted switch
        {
            [] => negated ? True : False,
            [var only] => Negate(new Compare(property, FilterOperator.Equal, only), negated),
            _ => Negate(new In(property, sorted), negated),
        };
    }

    private static EventFilter Negate(EventFilter filter, bool negated) => negated ? new Not(filter) : filter;
}
