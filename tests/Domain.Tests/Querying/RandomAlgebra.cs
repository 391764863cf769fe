using System.Collections.Immutable;
using Analytics.Domain.Cohorts;
using Analytics.Domain.Correlations;
using Analytics.Domain.Distributions;
using Analytics.Domain.Funnels;
using Analytics.Domain.Identity;
using Analytics.Domain.Lifecycle;
using Analytics.Domain.Metrics;
using Analytics.Domain.Paths;
using Analytics.Domain.Querying;
using Analytics.Domain.Retention;
using Analytics.Domain.Series;
using Analytics.Domain.Sessions;
using Analytics.TestKit;

namespace Analytics.Domain.Tests.Querying;

/// <summary>Random good questions of every kind and with every option, about the words of <see cref="RandomEvents"/>.
/// </summary>
internal sealed class RandomAlgebra(int seed)
{
    private const int Kinds = 18;

    private readonly Random _random = new(seed);

    /// <summary>One of every kind in turn.</summary>
    public Question Next() => (seed % Kinds) switch
    {
        0 => Series(),
        1 => TopList(),
        2 or 3 => Funnel(),
        4 => Retention(),
        5 => Cohort(),
        6 => Sessions(),
        7 => Shared(new FormulaQuery
        {
            Range = Range(),
            Measures = [new NamedMeasure("a", Measure()), new NamedMeasure("b.c_1", Measure())],
            Expression = FormulaParser.Parse("(a - 2.50) / b.c_1 * a").Value,
            Interval = Interval.Day,
            Breakdown = Maybe(Breakdown),
            MovingAverage = _random.Next(1, 9),
            Compare = Chance() ? Any<Comparison>() : null,
        }),
        8 => Shared(new SessionListQuery
        {
            Range = Range(),
            Actor = Maybe(() => "actor-1"),
            After = Maybe(() => new SessionPlace(Instant(), Text() + "x", 1)),
        }),
        9 => Shared(new LifecycleQuery { Range = Range(), Activity = Selector(), Period = Period() }),
        10 => Shared(new StickinessQuery { Range = Range(), Activity = Selector(), Period = Interval.Week }),
        11 => Shared(new PathsQuery
        {
            Range = Range(),
            From = Selector(),
            To = Maybe(Selector),
            Step = Property(),
            Events = Names(0),
            Groups = Chance() ? [new PathGroup(Text() + "x", "*" + Text())] : [],
            Exclude = Names(0),
            Window = Chance() ? Length() : null,
        }),
        12 => Shared(new TimelineQuery { Range = Range(), Actor = Text() + "x", Events = Names(0), Before = 7 }),
        13 => Shared(new TimeBetweenQuery
        {
            Range = Range(),
            From = Selector(),
            To = Selector(),
            Window = Chance() ? Length() : null,
            Edges = Chance() ? [0.001m, 2.50m, 3] : [],
            Breakdown = Maybe(Breakdown),
        }),
        14 => Shared(new EventsPerActorQuery
        {
            Range = Range(),
            Events = Selector(),
            Property = Chance() ? Property() : null,
            Edges = Chance() ? [1.5m, 20] : [],
            Breakdown = Maybe(Breakdown),
        }),
        15 => Shared(new CorrelationQuery
        {
            Range = Range(), Goal = Selector() with { Events = ["goal"] }, Events = [.. Names(0).Distinct()], Limit = _random.Next(1, 51),
        }),
        16 => Shared(new ReactivationQuery
        {
            Range = Range(), Activity = Selector(), Idle = TimeSpan.FromHours(_random.Next(1, 99)), Edges = Chance() ? [9_000_000.5m] : [],
            Breakdown = Maybe(Breakdown),
        }),
        _ => new ActorsQuery(Shared(Series(noGroups: true)) with { IncludeBots = false }, new FigurePlace.Bucket(0)),
    };

    public T Shared<T>(T query)
        where T : EventQuery => (T)(query with
        {
            Filter = Maybe(() => Filter(3)),
            Cohort = Maybe(() => Criteria(2)),
            IncludeBots = Chance(),
            Calendar = new QueryCalendar(
                TimeZoneInfo.FindSystemTimeZoneById(Pick("UTC", "Europe/Berlin", "Asia/Kathmandu")), Any<DayOfWeek>()),
        });

    public SeriesQuery Series(bool noGroups = false)
    {
        var query = Shared(new SeriesQuery
        {
            Measure = Measure(), Range = Range(), Breakdown = noGroups ? null : Maybe(Breakdown),
        });
        return _random.Next(5) switch
        {
            0 => query,
            1 => query with { CustomEdges = [query.Range.From, query.Range.To] },
            2 => query with { CustomEdges = [query.Range.From, query.Range.From.AddMilliseconds(400), query.Range.To] },
            3 => query with { Interval = Any<Interval>(), Cumulative = Chance() },
            _ => query with { Interval = Interval.Day, Rolling = _random.Next(1, 9) },
        };
    }

    public TopListQuery TopList() =>
        Shared(new TopListQuery { Range = Range(), Breakdown = Breakdown(), Measures = [Measure(), Measure()] });

    public FunnelDefinition Funnel()
    {
        var window = Length();
        var groups = _random.Next(4) == 0;
        var steps = _random.Next(2, 5);
        return Shared(new FunnelDefinition
        {
            Range = Range(),
            Window = window,
            Steps = [.. Enumerable.Range(0, steps).Select(step => Step(step, window))],
            Order = Any<FunnelOrder>(),
            ConversionsAfterRange = Any<ConversionsAfterRange>(),
            Count = groups ? FunnelCount.Groups : Pick(FunnelCount.Actors, FunnelCount.Attempts, FunnelCount.Sessions),
            GroupProperty = groups ? new PropertyRef("color") : null,
            Exclude = Chance() ? [Exclusion(steps), Exclusion(steps)] : [],
            HoldConstant = Pick<ImmutableArray<PropertyRef>>([], ["color"], ["page.path", "color"]),
            Breakdown = Chance() ? new FunnelBreakdown(Property(), Chance() ? null : steps - 1, _random.Next(1, 4)) : null,
            Trend = Chance() ? Any<Interval>() : null,
            Times = Chance(),
        });
    }

    public RetentionQuery Retention()
    {
        var bracket = Chance();
        return Shared(new RetentionQuery
        {
            Range = Range(),
            Start = Selector(),
            Return = Selector(),
            Period = Period(),
            Periods = _random.Next(3, 6),
            StartBy = Any<RetentionStart>(),
            ReturnBy = bracket ? RetentionReturn.Bracket : Pick(RetentionReturn.On, RetentionReturn.OnOrAfter),
            Brackets = bracket ? [0, 1, 3] : [],
            Rolling24Hours = Chance(),
            Value = Maybe(Measure),
            Breakdown = Maybe(Breakdown),
        });
    }

    public SessionsQuery Sessions() => Shared(new SessionsQuery
    {
        Range = Range(),
        Interval = Chance() ? Any<Interval>() : null,
        PageEvents = Names(0),
        Breakdown = Maybe(Breakdown),
    });

    public CohortQuery Cohort() =>
        new(Criteria(3)) { IncludeBots = Chance(), Limit = _random.Next(8), After = Maybe(() => "actor-1") };

    public CohortCriteria Criteria(int depth) => _random.Next(depth > 0 ? 8 : 5) switch
    {
        0 => new CohortCriteria.FirstSeen(Range()),
        1 => new CohortCriteria.HasProperty(ActorFilter(2)),
        2 => new CohortCriteria.Members(["actor-3", "actor-1", "actor-3"]),
        3 or 4 => new CohortCriteria.Did(Selector(), Any<CountComparison>(), _random.Next(4), Maybe(Range)),
        5 => new CohortCriteria.And([Criteria(depth - 1), Criteria(depth - 1), .. Chance() ? [Criteria(0)] : Empty]),
        6 => new CohortCriteria.Or([Criteria(depth - 1), Criteria(depth - 1), .. Chance() ? [Criteria(0)] : Empty]),
        _ => new CohortCriteria.Not(Chance() ? Criteria(depth - 1) : new CohortCriteria.FunnelStep(
            Funnel() with { Count = FunnelCount.Actors, GroupProperty = null, Cohort = null, IncludeBots = false },
            1,
            Chance())),
    };

    public EventFilter Filter(int depth) => _random.Next(depth > 0 ? 10 : 6) switch
    {
        0 => new EventFilter.HasActor(),
        1 => new EventFilter.Exists(Property()),
        2 => new EventFilter.In(Property(), [.. Enumerable.Range(0, _random.Next(4)).Select(_ => Value())]),
        3 or 4 => new EventFilter.Compare(Pick(new PropertyRef("color"), Property()), FilterOperator.Equal, Value()),
        5 => new EventFilter.Compare(Property(), Any<FilterOperator>(), Value()),
        6 => new EventFilter.Not(Filter(depth - 1)),
        7 => new EventFilter.And([]),
        8 => new EventFilter.And([.. Enumerable.Range(0, _random.Next(4)).Select(_ => Filter(depth - 1))]),
        _ => new EventFilter.Or([.. Enumerable.Range(0, _random.Next(4)).Select(_ => Filter(depth - 1))]),
    };

    public string Text() => Pick("color-1", "", "1", "ä\"\\\u0001", "\U0001F600", "/p", "color-0");

    private static CohortCriteria[] Empty => [];

    private EventFilter ActorFilter(int depth) => _random.Next(depth > 0 ? 5 : 2) switch
    {
        0 => new EventFilter.Exists(new PropertyRef("plan", PropertyScope.ActorCurrent)),
        1 => new EventFilter.In(new PropertyRef("plan", PropertyScope.ActorCurrent), [Value(), Value()]),
        2 => new EventFilter.Not(ActorFilter(depth - 1)),
        3 => new EventFilter.And([ActorFilter(depth - 1), ActorFilter(depth - 1)]),
        _ => new EventFilter.Or([ActorFilter(depth - 1), ActorFilter(depth - 1)]),
    };

    private FunnelStepDefinition Step(int step, TimeSpan window) =>
        new(Maybe(() => $"step {step}"), Names(1), Maybe(() => Filter(2)))
        {
            Window = step > 0 && Chance() ? window * Pick(0.5, 1.0) : null,
            Optional = step > 0 && _random.Next(4) == 0,
        };

    private FunnelExclusion Exclusion(int steps) => new(
        new EventSelector(Names(1), Maybe(() => Filter(1))), Chance() ? 0 : null, Chance() ? steps - 1 : null);

    private Measure Measure()
    {
        var aggregation = Any<Aggregation>();
        return new Measure(Selector(), aggregation)
        {
            Property = aggregation is Aggregation.Count or Aggregation.UniqueActors or Aggregation.UniqueSessions
                || aggregation is Aggregation.PerActorAvg && Chance() ? null : new PropertyRef("amount"),
            Percentile = aggregation is Aggregation.Percentile ? Pick(50m, 90.0m, 99.5m) : null,
        };
    }

    private SeriesBreakdown Breakdown()
    {
        ImmutableArray<PropertyRef> dimensions = Pick<ImmutableArray<PropertyRef>>(
            ["color"],
            [PropertyRef.EventName],
            ["page.path", new PropertyRef("name does not count", PropertyScope.EventName)],
            [new PropertyRef("plan", PropertyScope.ActorCurrent)]);
        ImmutableArray<GroupKey>? keys = dimensions.Length == 1 && Chance() ? ["name-1", "color-1", null] : null;
        return new SeriesBreakdown(dimensions, _random.Next(1, 4), keys);
    }

    private EventSelector Selector() => new(Names(0), Maybe(() => Filter(2)));

    // Names may come twice.
    private ImmutableArray<string> Names(int least) =>
        [.. Enumerable.Range(0, _random.Next(least, 4)).Select(_ => $"name-{_random.Next(4)}")];

    private PropertyRef Property() => Pick<PropertyRef>(
        "color", "amount", "page.path", "rare", new PropertyRef("plan", PropertyScope.ActorAtEvent),
        new PropertyRef("plan", PropertyScope.ActorCurrent), PropertyRef.EventName);

    private PropertyValue Value() => _random.Next(6) switch
    {
        0 => new PropertyValue.Boolean(Chance()),
        1 => new PropertyValue.Number(Pick(1m, 1.0m, 1.00m, 123456789012345678m, 0.000000000000000001m, -1e20m, 1e28m)),
        2 => new PropertyValue.Number(_random.Next(-500, 2_000) / 100m),
        3 => new PropertyValue.Text($"name-{_random.Next(4)}"),
        4 => new PropertyValue.Text(Text()),
        _ => new PropertyValue.Text($"color-{_random.Next(3)}"),
    };

    private TimeRange Range()
    {
        var from = _random.Next(600);
        return TimeRange.Create(
            TestEvents.Start.AddSeconds(from / 2.0), TestEvents.Start.AddSeconds((from + 2 + _random.Next(600)) / 2.0)).Value;
    }

    private DateTimeOffset Instant() => TestEvents.Start.AddMilliseconds(_random.Next(100_000));

    private TimeSpan Length() => TimeSpan.FromMilliseconds(_random.Next(1, 200_000));

    private Interval Period() => Pick(Interval.Day, Interval.Week, Interval.Month, Interval.Quarter);

    private T Any<T>()
        where T : struct, Enum => Pick(Enum.GetValues<T>());

    private bool Chance() => _random.Next(2) == 0;

    private T? Maybe<T>(Func<T> make)
        where T : class => Chance() ? make() : null;

    private T Pick<T>(params T[] from) => from[_random.Next(from.Length)];
}
