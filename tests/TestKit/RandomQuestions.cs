using System.Collections.Immutable;
using Analytics.Domain.Querying;
using Analytics.Domain.Series;

namespace Analytics.TestKit;

/// <summary>Random questions about <see cref="RandomLog"/>; each passes its check.</summary>
public sealed partial class RandomQuestions(int seed, RandomWorld world, QuestionKinds kinds)
{
    private static readonly string[] _eventProperties = ["color", "amount", "page.path", "rare", "never"];
    private static readonly string[] _actorProperties = ["plan", "score", "color", "never"];
    private static readonly ImmutableArray<string?> _keys =
        ["color-0", "color-1", "1", "true", "/p1", "12", "unknown", "", "pro", "free", "name-1", "name-2", null];

    private readonly Random _random = new(seed);

    /// <summary>A question of any kind that is asked for.</summary>
    public Question Next()
    {
        Func<Question>[] all =
        [
            Series, Funnel,
            .. Has(QuestionKinds.Rolling) ? [Series] : Array.Empty<Func<Question>>(),
            .. Has(QuestionKinds.FunnelOptions) ? [Funnel] : Array.Empty<Func<Question>>(),
            .. Has(QuestionKinds.TopLists) ? [TopList] : Array.Empty<Func<Question>>(),
            .. Has(QuestionKinds.Properties) ? [Properties] : Array.Empty<Func<Question>>(),
            .. Has(QuestionKinds.Retention) ? [Retention, Retention] : Array.Empty<Func<Question>>(),
            .. Has(QuestionKinds.Lifecycle) ? [Lifecycle, Stickiness] : Array.Empty<Func<Question>>(),
            .. Has(QuestionKinds.Paths) ? [Paths, Paths] : Array.Empty<Func<Question>>(),
            .. Has(QuestionKinds.Distributions) ? [TimeBetween, EventsPerActor, Reactivation] : Array.Empty<Func<Question>>(),
            .. Has(QuestionKinds.Correlations) ? [Correlation] : Array.Empty<Func<Question>>(),
            .. Has(QuestionKinds.Cohorts) ? [Cohort] : Array.Empty<Func<Question>>(),
            .. Has(QuestionKinds.Sessions) ? [Sessions] : Array.Empty<Func<Question>>(),
            .. Has(QuestionKinds.Figures) ? [Actors, Actors, Timeline] : Array.Empty<Func<Question>>(),
            .. Has(QuestionKinds.SessionLists) ? [SessionList] : Array.Empty<Func<Question>>(),
        ];
        var question = Pick(all)();
        return question.Check() is { } problem
            ? throw new InvalidOperationException($"{problem.Code} {problem.Path} {Plain.Text(question)}")
            : question;
    }

    public SeriesQuery Series()
    {
        var query = Selected(new SeriesQuery { Range = Range(), Measure = Measure(), Breakdown = Maybe(Breakdown) });
        if (!Has(QuestionKinds.Rolling) || _random.Next(3) == 0)
            return query with { CustomEdges = Edges(query.Range) };
        query = query with { Interval = _random.Next(5) == 0 ? null : Interval() };
        return _random.Next(3) switch
        {
            0 when query.Interval is not null => query with { Rolling = _random.Next(2, 9) },
            1 => query with { Cumulative = true },
            _ => query,
        };
    }

    public TopListQuery TopList() => Selected(new TopListQuery
    {
        Range = Range(), Breakdown = Breakdown(), Measures = [.. Several(1, 3, Measure)],
    });

    public PropertiesQuery Properties() => Selected(new PropertiesQuery
    {
        Range = Range(),
        StartsWith = _random.Next(3) == 0 ? Pick<string>(["c", "page.", ""]) : null,
        Limit = _random.Next(3) == 0 ? 1 : 100,
    });

    private bool Has(QuestionKinds kind) => kinds.HasFlag(kind);

    private T Selected<T>(T query)
        where T : EventQuery => query with
        {
            Filter = Maybe(() => Filter(2)),
            Cohort = Has(QuestionKinds.CohortFilter) && _random.Next(3) == 0 ? Criteria(1) : null,
            Calendar = new QueryCalendar(RandomWorld.Zone(_random), (DayOfWeek)_random.Next(7)),
            IncludeBots = _random.Next(4) == 0,
        };

    private Measure Measure()
    {
        var aggregation = Has(QuestionKinds.Aggregations)
            ? Pick(Enum.GetValues<Aggregation>())
            : Pick([Aggregation.Count, Aggregation.Sum, Aggregation.UniqueActors, Aggregation.UniqueSessions]);
        var events = new EventSelector([.. Names(0)], Has(QuestionKinds.Aggregations) && _random.Next(3) == 0 ? Filter(1) : null);
        return new Measure(events, aggregation)
        {
            Property = aggregation switch
            {
                Aggregation.Count or Aggregation.UniqueActors or Aggregation.UniqueSessions => null,
                Aggregation.PerActorAvg when _random.Next(2) == 0 => null,
                Aggregation.CountDistinct => Property(),
                _ => Number(),
            },
            Percentile = aggregation is Aggregation.Percentile ? Pick([1, 25, 37.5m, 75, 90, 99, 99.9m]) : null,
        };
    }

    private SeriesBreakdown Breakdown()
    {
        ImmutableArray<PropertyRef> dimensions =
            [.. Several(1, Has(QuestionKinds.Dimensions) ? 3 : 1, Property).DistinctBy(one => one.Scope is PropertyScope.EventName ? null : one)];
        ImmutableArray<GroupKey>? keys = _random.Next(4) == 0
            ? [.. Several(0, 5, () => new GroupKey([.. dimensions.Select(_ => _keys[_random.Next(_keys.Length)])])).Distinct()]
            : null;
        return new SeriesBreakdown(dimensions, _random.Next(1, 6), keys);
    }

    private List<string> Names(int least) => [.. Several(least, 2, () => $"name-{_random.Next(5)}").Distinct()];

    private TimeRange Range()
    {
        var from = _random.Next(world.Steps);
        var to = from + 1 + _random.Next(world.Steps - from);
        return TimeRange.Create(world.At(from), world.At(to)).Value;
    }

    private Interval Interval() => world.Step < TimeSpan.FromMinutes(1)
        ? Pick([Domain.Shared.Interval.Hour, Domain.Shared.Interval.Day])
        : world.Step < TimeSpan.FromHours(1)
        ? Pick([Domain.Shared.Interval.Hour, Domain.Shared.Interval.Day, Domain.Shared.Interval.Week])
        : Pick([.. Enum.GetValues<Interval>().Where(one => one is not Domain.Shared.Interval.Hour)]);

    private ImmutableArray<DateTimeOffset>? Edges(TimeRange range)
    {
        if (_random.Next(3) == 0)
            return null;
        var inner = Enumerable.Range(0, _random.Next(12))
            .Select(_ => range.From.AddMilliseconds(_random.NextInt64(1, (long)(range.To - range.From).TotalMilliseconds)))
            .Distinct()
            .Order();
        return [range.From, .. inner, range.To];
    }

    private EventFilter Filter(int depth) => Filter(depth, Property);

    private EventFilter Filter(int depth, Func<PropertyRef> property) => _random.Next(depth > 0 ? 8 : 5) switch
    {
        0 => new EventFilter.HasActor(),
        1 => new EventFilter.Exists(property()),
        2 => new EventFilter.In(property(), [Value(), Value(), Value()]),
        3 or 4 => new EventFilter.Compare(property(), Pick(Enum.GetValues<FilterOperator>()), Value()),
        5 => new EventFilter.And([Filter(depth - 1, property), Filter(depth - 1, property)]),
        6 => new EventFilter.Or([Filter(depth - 1, property), Filter(depth - 1, property)]),
        _ => new EventFilter.Not(Filter(depth - 1, property)),
    };

    private PropertyRef Property() =>
        Has(QuestionKinds.Dimensions) && _random.Next(8) == 0 ? PropertyRef.EventName : OwnOrActors(_eventProperties);

    private PropertyRef Number() => OwnOrActors(["amount", "amount", "rare", "color", "never"]);

    private PropertyRef OwnOrActors(string[] own) => Has(QuestionKinds.ActorProperties) && _random.Next(4) == 0
        ? new PropertyRef(Pick(_actorProperties), Pick([PropertyScope.ActorAtEvent, PropertyScope.ActorCurrent]))
        : Pick(own);

    private PropertyValue Value() => _random.Next(6) switch
    {
        0 => new PropertyValue.Boolean(_random.Next(2) == 0),
        1 => new PropertyValue.Number(Pick([1m, 3m, 7m, 100m, 0.0015m, 0.5m, 123456789012345678m, 1e20m, -1e20m])),
        2 => new PropertyValue.Number(_random.Next(-500, 2_000) / 100m),
        3 => new PropertyValue.Number(_random.Next(-5_000, 20_000) / 1_000m),
        4 => new PropertyValue.Text(Pick(["color-1", "color", "1", "", "12", "/p", "pro", "3", "name-", "name-2"])),
        _ => new PropertyValue.Text($"color-{_random.Next(3)}"),
    };

    private IEnumerable<T> Several<T>(int least, int most, Func<T> make) =>
        [.. Enumerable.Range(0, _random.Next(least, most + 1)).Select(_ => make())];

    private T? Maybe<T>(Func<T> make)
        where T : class => _random.Next(2) == 0 ? make() : null;

    private T Pick<T>(T[] from) => from[_random.Next(from.Length)];
}
