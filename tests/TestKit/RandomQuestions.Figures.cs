using Analytics.Domain.Cohorts;
using Analytics.Domain.Funnels;
using Analytics.Domain.Identity;
using Analytics.Domain.Querying;
using Analytics.Domain.Series;

namespace Analytics.TestKit;

/// <content>Who is behind a figure, and what he did.</content>
public sealed partial class RandomQuestions
{
    public ActorsQuery Actors()
    {
        var (of, at) = Figure();
        return new ActorsQuery(of, at)
        {
            IncludeBots = of.IncludeBots,
            Limit = _random.Next(8),
            After = Maybe(() => $"actor-{_random.Next(6)}"),
        };
    }

    public TimelineQuery Timeline() => Selected(new TimelineQuery
    {
        Range = Range(),
        Actor = $"actor-{_random.Next(8)}",
        Events = [.. Names(0)],
        Limit = _random.Next(1, 9),
        Before = _random.Next(2) == 0 ? _random.Next(12) : null,
    });

    /// <summary>A question with the place of a figure in its answer.</summary>
    public (EventQuery Of, FigurePlace At) Figure()
    {
        switch (_random.Next(4))
        {
            case 0:
                var series = Series();
                return (series, new FigurePlace.Bucket(Index(series.Edges.Length - 1), Group(series.Breakdown)));
            case 1:
                var sessions = Sessions();
                int? bucket = sessions.Interval is null ? null : Index(Buckets(sessions, sessions.Interval.Value));
                return (sessions, new FigurePlace.Bucket(bucket, Group(sessions.Breakdown)));
            case 2:
                var retention = Retention();
                return (retention, new FigurePlace.Cell(
                    _random.Next(Buckets(retention, retention.Period)), Index(retention.Columns), Group(retention.Breakdown)));
            default:
                var funnel = Funnel() with { Count = FunnelCount.Actors, GroupProperty = null };
                var droppedOff = _random.Next(2) == 0;
                var step = _random.Next(droppedOff ? 1 : 0, funnel.Steps.Length);
                var group = funnel.Breakdown is { } breakdown ? Group(new SeriesBreakdown(breakdown.Property, breakdown.Limit)) : null;
                return (funnel, new FigurePlace.Step(step, droppedOff, group));
        }
    }

    /// <summary>Two figures, often the same one but for what is selected.</summary>
    /// <param name="head">Of the log: they may be as of an earlier position.</param>
    public FigureDifference Difference(long head)
    {
        var asOf = _random.Next(2) == 0 ? _random.NextInt64(head + 1) : default(long?);
        while (true)
        {
            var (a, b) = _random.Next(3) switch
            {
                0 => (Figure(), Figure()),
                1 => Funnels(),
                _ => Selections(),
            };
            var pair = new FigureDifference(
                new AskedFigure(a.Of, a.At, Maybe(() => Filter(1)), asOf), new AskedFigure(b.Of, b.At, Maybe(() => Filter(1)), asOf))
            {
                Limit = _random.Next(4), After = Maybe(() => $"actor-{_random.Next(6)}"),
            };
            if (pair.Check() is null)
                return pair;
        }
    }

    // The same figure of other events.
    private ((EventQuery Of, FigurePlace At) A, (EventQuery Of, FigurePlace At) B) Selections()
    {
        var (of, at) = Figure();
        return ((of, at), (Selected(of) with { Range = Range() }, at));
    }

    // The same step with and without some of the rules between steps.
    private ((EventQuery Of, FigurePlace At) A, (EventQuery Of, FigurePlace At) B) Funnels()
    {
        var funnel = Funnel() with
        {
            Count = FunnelCount.Actors, GroupProperty = null, Breakdown = null, Range = Everything(), Filter = null, Cohort = null,
        };
        var at = new FigurePlace.Step(_random.Next(1, funnel.Steps.Length));
        return ((funnel, at), (Loose(funnel), at));
    }

    private FunnelDefinition Loose(FunnelDefinition funnel) => funnel with
    {
        Order = _random.Next(3) == 0 ? FunnelOrder.Unordered : funnel.Order,
        Window = _random.Next(2) == 0 ? FunnelDefinition.MaxWindow : funnel.Window,
        Exclude = _random.Next(2) == 0 ? [] : funnel.Exclude,
        HoldConstant = _random.Next(2) == 0 ? [] : funnel.HoldConstant,
        Steps = [.. funnel.Steps.Select(step => _random.Next(3) == 0 ? step with { Window = null, Filter = null } : step)],
    };

    private TimeRange Everything() => TimeRange.Create(world.At(0), world.At(world.Steps + 1)).Value;

    private GroupKey? Group(SeriesBreakdown? breakdown) => breakdown is null || _random.Next(3) == 0
        ? default(GroupKey?)
        : new GroupKey([.. breakdown.Dimensions.Select(_ => _keys[_random.Next(_keys.Length)])]);

    private int? Index(int count) => _random.Next(4) == 0 ? null : _random.Next(count);

    private static int Buckets(EventQuery query, Interval interval) => CalendarBuckets.Edges(
        query.Range, interval, query.Calendar.Zone, query.Calendar.WeekStart, QueryRules.MaxBuckets).Value.Length - 1;
}
