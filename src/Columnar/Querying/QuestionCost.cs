using Analytics.Columnar.Segments;
using Analytics.Domain.Cohorts;
using Analytics.Domain.Correlations;
using Analytics.Domain.Distributions;
using Analytics.Domain.Funnels;
using Analytics.Domain.Lifecycle;
using Analytics.Domain.Metrics;
using Analytics.Domain.Paths;
using Analytics.Domain.Querying;
using Analytics.Domain.Retention;
using Analytics.Domain.Series;
using Analytics.Domain.Sessions;

namespace Analytics.Columnar.Querying;

/// <summary>
/// What a question takes, from the statistics of segments alone: rows of those that reach into its time, and how many
/// of them have its names, each at the price that was measured on the benchmark's ten million events.
/// </summary>
/// <param name="snapshot">What would be read.</param>
internal sealed class QuestionCost(Snapshot snapshot)
{
    // Processor nanoseconds on the reference machine.
    private const double NameAndTime = 0.3;      // a row whose name and time are compared
    private const double PlainCount = 1.4;       // a row that is counted by bucket and name
    private const double PlainActor = 3.9;       // a row whose actor is counted by bucket
    private const double RollingActor = 4.8;     // the same in windows of several buckets
    private const double DenseHit = 7;           // a row that figures look at, among many
    private const double LonelyHit = 35;         // what it takes more when it lies apart from others: its columns are far
    private const double Column = 3;             // a hit's value of one more column
    private const double Session = 5;            // a row whose session is found
    private const double FunnelRow = 2.4;        // a row of the time that a funnel may reach into
    private const double FunnelHit = 3.2;        // a step's event
    private const double GroupedFunnel = 1.3;    // so many times as much with a breakdown
    private const double RetentionHit = 1.7;     // an event that starts or returns
    private const double PathRow = 15;           // a row that may be a step, or tells its session
    private const double CorrelatedRow = 14;     // a row whose name may be the actor's first of its kind
    private const double DistributedHit = 6;     // what it takes more when its value is kept and put in order
    private const double CriterionHit = 5;       // an event that a criterion counts
    private const double Group = 100;            // a group that may be shown
    private const double Question = 60_000;      // beginning and end

    /// <summary>Rows that are looked at, and nanoseconds of one processor of the reference machine.</summary>
    public (long Rows, double Nanoseconds) Of(Question question)
    {
        var (rows, cost) = question switch
        {
            SeriesQuery series => Series(series, series.Measure, series.Breakdown, series.Rolling),
            TopListQuery list => list.Measures
                .GroupBy(measure => (string.Join('\n', measure.Events.Events), measure.Events.Filter))
                .Select(alike => Series(list, alike.First(), list.Breakdown, 1))
                .Aggregate((Rows: 0L, Cost: 0.0), (all, one) => (Math.Max(all.Rows, one.Rows), all.Cost + one.Cost)),
            FormulaQuery formula => formula.Measures
                .Select(part => Series(formula, part.Measure, formula.Breakdown, 1))
                .Aggregate((Rows: 0L, Cost: 0.0), (all, one) => (Math.Max(all.Rows, one.Rows), all.Cost + one.Cost)),
            FunnelDefinition funnel => Funnel(funnel),
            RetentionQuery retention => Retention(retention),
            CohortQuery cohort => (snapshot.Rows, Criteria(cohort.Criteria)),
            LifecycleQuery lifecycle => Activity(lifecycle, lifecycle.Activity, snapshot.Rows),
            StickinessQuery stickiness => Activity(stickiness, stickiness.Activity, Rows(stickiness.Range)),
            PathsQuery paths => Whole(paths, PathRow),
            TimeBetweenQuery times => Distribution(times, times.Breakdown, times.From, times.To),
            EventsPerActorQuery numbers => Distribution(numbers, numbers.Breakdown, numbers.Events),
            ReactivationQuery returns => Distribution(
                returns with { Range = UpTo(returns.Range) }, returns.Breakdown, returns.Activity),
            CorrelationQuery correlation => Whole(correlation, CorrelatedRow),
            SessionsQuery or SessionListQuery => Whole((EventQuery)question, Session),
            EventQuery other => Whole(other, DenseHit),
            _ => (snapshot.Rows, snapshot.Rows * NameAndTime),
        };
        var filter = question is EventQuery { Cohort: { } criteria } ? Criteria(criteria) : 0;
        return (rows, Question + cost + filter);
    }

    private (long Rows, double Cost) Series(EventQuery query, Measure measure, SeriesBreakdown? breakdown, int rolling)
    {
        var rows = Rows(query.Range);
        var hits = Hits(measure.Events, query.Range);
        var plain = measure.Events is { Events.IsEmpty: true, Filter: null } && query is { Filter: null, Cohort: null };
        var byName = breakdown is null || breakdown.Dimensions is [{ Scope: PropertyScope.EventName }];
        if (plain && byName && measure.Aggregation is Aggregation.Count)
            return (rows, rows * PlainCount);
        if (plain && breakdown is null && measure.Aggregation is Aggregation.UniqueActors)
            return (rows, rows * (rolling > 1 ? RollingActor : PlainActor));
        var columns = (breakdown?.Dimensions.Length ?? 0) + (measure.Property is null ? 0 : 2)
            + (measure.Aggregation is Aggregation.UniqueActors or Aggregation.PerActorAvg ? 2 : 0)
            + (query.Filter?.Properties().Count() ?? 0) + (measure.Events.Filter?.Properties().Count() ?? 0);
        var sessions = measure.Aggregation is Aggregation.UniqueSessions ? rows * Session : 0;
        return (rows, (rows * NameAndTime) + (hits * Hit(hits, rows, columns)) + sessions + (Groups(breakdown) * Group));
    }

    private (long Rows, double Cost) Funnel(FunnelDefinition funnel)
    {
        var range = funnel.Range;
        var rows = Rows(range);
        var hits = funnel.Steps.Sum(step => Hits(new EventSelector(step.Events, step.Filter), range));
        var cost = (rows * (NameAndTime + (Share(range) * FunnelRow))) + (hits * FunnelHit);
        return (rows, funnel.Breakdown is null ? cost : cost * GroupedFunnel);
    }

    private (long Rows, double Cost) Retention(RetentionQuery query)
    {
        var rows = Rows(query.Range);
        var hits = Hits(query.Start, query.Range) + Hits(query.Return, query.Range);
        return (rows, (rows * NameAndTime) + (hits * RetentionHit) + (query.Value is null ? 0 : hits * DenseHit));
    }

    private (long Rows, double Cost) Activity(EventQuery query, EventSelector activity, long rows)
    {
        var plain = activity is { Events.IsEmpty: true, Filter: null } && query is { Filter: null, Cohort: null };
        return (rows, plain ? rows * PlainActor : (rows * NameAndTime) + (Hits(activity, null) * DenseHit));
    }

    private (long Rows, double Cost) Distribution(
        EventQuery query, SeriesBreakdown? breakdown, params ReadOnlySpan<EventSelector> selectors)
    {
        var rows = Rows(query.Range);
        var (cost, columns) = (rows * NameAndTime * selectors.Length, breakdown?.Dimensions.Length ?? 0);
        foreach (var selector in selectors)
        {
            var hits = Hits(selector, query.Range);
            cost += hits * (Hit(hits, rows, columns) + DistributedHit);
        }
        return (rows, cost + (Groups(breakdown) * Group));
    }

    private (long Rows, double Cost) Whole(EventQuery query, double price)
    {
        var rows = Rows(query.Range);
        return (rows, rows * price);
    }

    private double Criteria(CohortCriteria criteria) => criteria switch
    {
        CohortCriteria.And and => and.Parts.Sum(Criteria),
        CohortCriteria.Or or => or.Parts.Sum(Criteria),
        CohortCriteria.Not not => Criteria(not.Part),
        CohortCriteria.Did did => (snapshot.Rows * NameAndTime) + (Hits(did.Events, did.Window) * CriterionHit),
        CohortCriteria.FunnelStep step => Funnel(step.Funnel).Cost,
        _ => snapshot.Rows * NameAndTime,
    };

    private static double Hit(double hits, long rows, int columns)
    {
        var apart = rows == 0 ? 0 : Math.Pow(1 - Math.Min(1, hits / rows), 8);
        return DenseHit + (LonelyHit * apart) + (columns * Column);
    }

    private double Groups(SeriesBreakdown? breakdown) => breakdown is null or { Keys: not null } ? 0 : breakdown.Dimensions
        .Max(dimension => dimension.Scope is PropertyScope.EventName || snapshot.Property(dimension.Name) is not (> 0 and var code)
            ? 0
            : snapshot.Dictionary(code).Count);

    private long Rows(TimeRange range)
    {
        var rows = 0L;
        foreach (var segment in snapshot.Segments)
            if (segment.LastTime >= range.From.ToUnixTimeMilliseconds() && segment.FirstTime < range.To.ToUnixTimeMilliseconds())
                rows += segment.Rows;
        return rows;
    }

    // As if each name's events were spread evenly over its time.
    private double Hits(EventSelector selector, TimeRange? range)
    {
        var wanted = selector.Events.SelectMany(snapshot.Names.Sent).ToHashSet();
        var hits = 0.0;
        foreach (var segment in snapshot.Segments)
            foreach (var total in segment.NameTotals)
                if (selector.Events.IsEmpty || wanted.Contains(total.Name))
                    hits += total.Count * Share(range, total.First, total.Last);
        return selector.Filter is null ? hits : hits / 2;
    }

    // What was done before a range, too. No event is older than 1970.
    private static TimeRange UpTo(TimeRange range) =>
        range.From > DateTimeOffset.UnixEpoch ? TimeRange.Create(DateTimeOffset.UnixEpoch, range.To).Value : range;

    private double Share(TimeRange range) => Share(range, snapshot.FirstTime, snapshot.LastTime);

    private static double Share(TimeRange? range, long first, long last)
    {
        if (range is null)
            return 1;
        var from = Math.Max(first, range.From.ToUnixTimeMilliseconds());
        var to = Math.Min(last + 1, range.To.ToUnixTimeMilliseconds());
        return from >= to ? 0 : (to - from) / (double)(last + 1 - first);
    }
}
