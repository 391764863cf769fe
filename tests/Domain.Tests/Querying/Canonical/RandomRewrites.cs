using System.Collections.Immutable;
using Analytics.Domain.Querying;

namespace Analytics.Domain.Tests.Querying.Canonical;

/// <summary>Writes a condition in another way that says the same.</summary>
internal sealed class RandomRewrites(int seed)
{
    private readonly Random _random = new(seed);

    public EventFilter Of(EventFilter filter)
    {
        var same = filter switch
        {
            EventFilter.And and => _random.Next(2) == 0
                ? new EventFilter.And(Parts(and.Parts))
                : new EventFilter.Not(new EventFilter.Or(Denied(and.Parts))),
            EventFilter.Or or => _random.Next(2) == 0
                ? new EventFilter.Or(Parts(or.Parts))
                : new EventFilter.Not(new EventFilter.And(Denied(or.Parts))),
            EventFilter.Not not => new EventFilter.Not(Of(not.Part)),
            EventFilter.In within when _random.Next(2) == 0 => new EventFilter.Or(
                [.. Mixed(within.Values).Select(value => Is(within.Property, value))]),
            EventFilter.In within => new EventFilter.In(within.Property, Mixed(within.Values)),
            EventFilter.Compare { Operator: FilterOperator.Equal } compare when _random.Next(2) == 0 =>
                new EventFilter.In(compare.Property, [compare.Value, compare.Value]),
            _ => filter,
        };
        return _random.Next(6) switch
        {
            0 => new EventFilter.Not(new EventFilter.Not(same)),
            1 => new EventFilter.And([same]),
            2 => new EventFilter.Or([same, new EventFilter.Or([])]),
            3 => new EventFilter.And([new EventFilter.And([]), same, same]),
            _ => same,
        };
    }

    // In another order, some twice, some in a bracket of their own.
    public ImmutableArray<T> Mixed<T>(ImmutableArray<T> parts) =>
        [.. parts.Concat(parts.Where(_ => _random.Next(4) == 0)).OrderBy(_ => _random.Next())];

    private ImmutableArray<EventFilter> Parts(ImmutableArray<EventFilter> parts) => [.. Mixed(parts).Select(Of)];

    private ImmutableArray<EventFilter> Denied(ImmutableArray<EventFilter> parts) =>
        [.. Mixed(parts).Select(part => new EventFilter.Not(Of(part)))];

    private static EventFilter.Compare Is(PropertyRef property, PropertyValue value) =>
        new(property, FilterOperator.Equal, value);
}
