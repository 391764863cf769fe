using System.Collections.Immutable;
using Analytics.Domain.Funnels;
using Analytics.Domain.Querying;
using Analytics.Domain.Series;

namespace Analytics.TestKit;

/// <summary>Random questions about <see cref="RandomEvents"/>.</summary>
public sealed class RandomQuestions(int seed, int seconds)
{
    private readonly Random _random = new(seed);

    public SeriesQuery Series()
    {
        var aggregation = Pick([Aggregation.Count, Aggregation.Sum, Aggregation.UniqueActors, Aggregation.UniqueSessions]);
        var range = Range();
        return SeriesQuery.Create(
            Names(0),
            aggregation,
            aggregation is Aggregation.Sum ? new PropertyRef(Pick(["amount", "rare", "color", "never"])) : null,
            range,
            Edges(range),
            Maybe(() => Filter(2)),
            Maybe(Breakdown)).Value;
    }

    public FunnelDefinition Funnel()
    {
        var steps = Enumerable.Range(0, _random.Next(2, 5))
            .Select(_ => new FunnelStepDefinition(null, [.. Names(1)], Maybe(() => Filter(1))))
            .ToList();
        return FunnelDefinition.Create(
            steps,
            Range(),
            TimeSpan.FromSeconds(_random.Next(1, seconds)),
            Pick(Enum.GetValues<ConversionsAfterRange>()),
            _random.Next(4) == 0 ? Filter(1) : null).Value;
    }

    private SeriesBreakdown Breakdown()
    {
        var property = Pick(["color", "amount", "page.path", "rare", "never"]);
        ImmutableArray<GroupKey>? keys = _random.Next(3) == 0
            ? [.. new[] { "color-0", "1", "true", "/p1", "12", "unknown", null }.Where(_ => _random.Next(2) == 0).Select(key => (GroupKey)key)]
            : null;
        return new SeriesBreakdown(property, _random.Next(1, 6), keys);
    }

    private List<string> Names(int least) =>
        [.. Enumerable.Range(0, _random.Next(least, 3)).Select(_ => $"name-{_random.Next(5)}").Distinct()];

    private TimeRange Range()
    {
        var from = _random.Next(seconds * 2);
        var to = from + 1 + _random.Next((seconds * 2) - from);
        return TimeRange.Create(TestEvents.Start.AddSeconds(from / 2.0), TestEvents.Start.AddSeconds(to / 2.0)).Value;
    }

    private ImmutableArray<DateTimeOffset>? Edges(TimeRange range)
    {
        if (_random.Next(3) == 0)
            return null;
        var inner = Enumerable.Range(0, _random.Next(12))
            .Select(_ => range.From.AddMilliseconds(_random.Next(1, (int)(range.To - range.From).TotalMilliseconds)))
            .Distinct()
            .Order();
        return [range.From, .. inner, range.To];
    }

    private EventFilter Filter(int depth) => _random.Next(depth > 0 ? 8 : 5) switch
    {
        0 => new EventFilter.HasActor(),
        1 => new EventFilter.Exists(Property()),
        2 => new EventFilter.In(Property(), [Value(), Value(), Value()]),
        3 or 4 => new EventFilter.Compare(Property(), Pick(Enum.GetValues<FilterOperator>()), Value()),
        5 => new EventFilter.And([Filter(depth - 1), Filter(depth - 1)]),
        6 => new EventFilter.Or([Filter(depth - 1), Filter(depth - 1)]),
        _ => new EventFilter.Not(Filter(depth - 1)),
    };

    private string Property() => Pick(["color", "amount", "page.path", "rare", "never"]);

    private PropertyValue Value() => _random.Next(6) switch
    {
        0 => new PropertyValue.Boolean(_random.Next(2) == 0),
        1 => new PropertyValue.Number(Pick([1m, 7m, 100m, 0.0015m, 123456789012345678m, 1e20m, -1e20m])),
        2 => new PropertyValue.Number(_random.Next(-500, 2_000) / 100m),
        3 => new PropertyValue.Number(_random.Next(-5_000, 20_000) / 1_000m),
        4 => new PropertyValue.Text(Pick(["color-1", "color", "1", "", "12", "/p"])),
        _ => new PropertyValue.Text($"color-{_random.Next(3)}"),
    };

    private T? Maybe<T>(Func<T> make)
        where T : class => _random.Next(2) == 0 ? make() : null;

    private T Pick<T>(T[] from) => from[_random.Next(from.Length)];
}
