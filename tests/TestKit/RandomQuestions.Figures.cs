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

    private GroupKey? Group(SeriesBreakdown? breakdown) => breakdown is null || _random.Next(3) == 0
        ? default(GroupKey?)
        : new GroupKey([.. breakdown.Dimensions.Select(_ => _keys[_random.Next(_keys.Length)])]);

    private int? Index(int count) => _random.Next(4) == 0 ? null : _random.Next(count);

    private static int Buckets(EventQuery query, Interval interval) => CalendarBuckets.Edges(
        query.Range, interval, query.Calendar.Zone, query.Calendar.WeekStart, QueryRules.MaxBuckets).Value.Length - 1;
}
