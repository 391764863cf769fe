using System.Collections.Immutable;
using System.Globalization;
using Analytics.Benchmarks.Behaviour.Data;
using Analytics.Domain.Cohorts;
using Analytics.Domain.Correlations;
using Analytics.Domain.Distributions;
using Analytics.Domain.Funnels;
using Analytics.Domain.Lifecycle;
using Analytics.Domain.Paths;
using Analytics.Domain.Querying;
using Analytics.Domain.Retention;
using Analytics.Domain.Series;
using Analytics.Domain.Sessions;

namespace Analytics.Benchmarks.Behaviour;

/// <summary>The ten hardest questions, with the faster peer's time and the budget of the day they were set, and more
/// that the peers are not asked, with a budget of their own.</summary>
internal static class Questions
{
    private const int Weeks = 12;

    private static readonly TimeRange _all = Days(0, Vocabulary.Days);
    private static readonly TimeRange _lastNinety = Days(90, 180);
    private static readonly TimeRange _lastThirty = Days(150, 180);
    private static readonly TimeRange _weeks = Days(91, 91 + 7 * Weeks);
    private static readonly Measure _revenue = Measure(Aggregation.Sum, "price", "payment_completed");
    private static readonly string[] _purchase = ["product_viewed", "product_added_to_cart", "payment_completed"];

    /// <summary>In the order of the table of budgets.</summary>
    public static readonly ImmutableArray<BenchmarkQuestion> All =
    [
        BenchmarkQuestion.Of<ImmutableArray<SeriesAnswer>>(
            "Q1", "events per day by name, 180 days", 57, 19, Rows,
            Series(Measure(Aggregation.Count, null), PropertyRef.EventName)),
        BenchmarkQuestion.Of<ImmutableArray<SeriesAnswer>>(
            "Q2a", "daily actives, 180 days", 178, 40, Rows, Actives(1)),
        BenchmarkQuestion.Of<ImmutableArray<SeriesAnswer>>(
            "Q2b", "daily, rolling 7- and 30-day actives", 399, 80, Rows, Actives(1), Actives(7), Actives(30)),
        BenchmarkQuestion.Of<ImmutableArray<SeriesAnswer>>(
            "Q3", "revenue per day by country", 22, 7, Rows, Series(_revenue, "country")),
        BenchmarkQuestion.Of<FunnelAnswer>(
            "Q4", "3-step funnel, 7-day window, 90 days", 155, 35, Rows, Funnel(null, _purchase)),
        BenchmarkQuestion.Of<FunnelAnswer>(
            "Q5", "the same by country, with median times", 453, 80, GroupRows,
            Funnel(null, _purchase) with { Breakdown = new FunnelBreakdown("country", 0, 100) }),
        BenchmarkQuestion.Of<FunnelAnswer>(
            "Q6", "5-step funnel with a filter on step 1", 299, 75, Rows,
            Funnel(
                new EventFilter.Compare("device", FilterOperator.Equal, new PropertyValue.Text("mobile")),
                "page_view", "product_viewed", "product_added_to_cart", "checkout_started", "payment_completed")),
        BenchmarkQuestion.Of<RetentionAnswer>(
            "Q7", "weekly retention 12 x 12", 122, 30, Rows, new RetentionQuery { Range = _weeks, Periods = Weeks - 1 }),
        BenchmarkQuestion.Of<CohortAnswer>(
            "Q8", "cohort: did A 3 times, never B, 30 days", 20, 6, Rows,
            new CohortQuery(new CohortCriteria.And(
            [
                new CohortCriteria.Did(new(["product_added_to_cart"]), CountComparison.AtLeast, 3, _lastThirty),
                new CohortCriteria.Did(new(["payment_completed"]), CountComparison.Exactly, 0, _lastThirty),
            ]))),
        BenchmarkQuestion.Of<TopListAnswer>(
            "Q9", "top 20 products by revenue with buyers", 20, 6, Rows,
            new TopListQuery
            {
                Range = _all,
                Breakdown = new SeriesBreakdown("product_id", 20),
                Measures = [_revenue, Measure(Aggregation.UniqueActors, null, "payment_completed")],
            }),
        BenchmarkQuestion.Of<SessionsAnswer>(
            "Q10", "session durations and pages, p50 and p90", 325, 80, Rows, new SessionsQuery { Range = _all }),
        BenchmarkQuestion.Of<LifecycleAnswer>(
            "Q11", "lifecycle by week, 180 days", null, 60, Rows, new LifecycleQuery { Range = _all }),
        BenchmarkQuestion.Of<StickinessAnswer>(
            "Q12", "stickiness by month, 180 days", null, 60, Rows, new StickinessQuery { Range = _all }),
        BenchmarkQuestion.Of<ActorsAnswer>(
            "D1", "first page of who is behind monthly actives", null, 20, Rows,
            new ActorsQuery(
                new SeriesQuery { Range = _lastThirty, Measure = Measure(Aggregation.UniqueActors, null) },
                new FigurePlace.Bucket())),
        BenchmarkQuestion.Of<ActorsAnswer>(
            "D2", "first page of who was lost at step 2", null, 20, Rows,
            new ActorsQuery(Funnel(null, _purchase), new FigurePlace.Step(1, DroppedOff: true))),
        BenchmarkQuestion.Of<RetentionAnswer>(
            "Q13", "revenue retention, 12 months", null, 60, ValueRows,
            new RetentionQuery
            {
                Range = _all, Period = Interval.Month, Periods = 11, Start = new EventSelector(["payment_completed"]),
                Return = new EventSelector(["payment_completed"]), Value = _revenue,
            }),
        BenchmarkQuestion.Of<PathsAnswer>(
            "Q14", "paths of 5 steps from a page view, by session", null, 150, Rows,
            new PathsQuery { Range = _all, From = new EventSelector(["page_view"]) }),
        BenchmarkQuestion.Of<PathsAnswer>(
            "Q15", "paths of 5 steps up to a payment, within a day", null, 150, Rows,
            new PathsQuery { Range = _all, To = new EventSelector(["payment_completed"]), Window = TimeSpan.FromDays(1) }),
        BenchmarkQuestion.Of<DistributionAnswer>(
            "Q16", "time from a page view to a payment, within a week", null, 150, Rows,
            new TimeBetweenQuery
            {
                Range = _all, From = new EventSelector(["page_view"]), To = new EventSelector(["payment_completed"]),
                Window = TimeSpan.FromDays(7),
            }),
        BenchmarkQuestion.Of<DistributionAnswer>(
            "Q17", "events per actor, 180 days", null, 150, Rows, new EventsPerActorQuery { Range = _all }),
        BenchmarkQuestion.Of<DistributionAnswer>(
            "Q18", "who came back after 30 days", null, 150, Rows, new ReactivationQuery { Range = _lastNinety }),
        BenchmarkQuestion.Of<CorrelationAnswer>(
            "Q19", "what goes with a payment", null, 150, Rows,
            new CorrelationQuery { Range = _all, Goal = new EventSelector(["payment_completed"]) }),
    ];

    /// <summary>What takes longest on two threads.</summary>
    public static BenchmarkQuestion Heaviest => All.Single(question => question.Name == "Q14");

    private static TimeRange Days(int from, int to) =>
        TimeRange.Create(Vocabulary.Start.AddDays(from), Vocabulary.Start.AddDays(to)).Value;

    private static Measure Measure(Aggregation aggregation, PropertyRef? property, params string[] events) =>
        new(new EventSelector([.. events]), aggregation) { Property = property };

    private static SeriesQuery Series(Measure measure, PropertyRef? by) => new()
    {
        Measure = measure,
        Range = _all,
        Interval = Interval.Day,
        Breakdown = by is null ? null : new SeriesBreakdown(by, 100),
    };

    private static SeriesQuery Actives(int days) =>
        Series(Measure(Aggregation.UniqueActors, null), null) with { Rolling = days };

    private static FunnelDefinition Funnel(EventFilter? first, params string[] steps) => new()
    {
        Range = _lastNinety,
        Steps = [.. steps.Select((step, index) => new FunnelStepDefinition(null, [step], index == 0 ? first : null))],
    };

    // One query: a row by day and group, without empty cells. Several: a row by day with a column each.
    private static IEnumerable<object?[]> Rows(ImmutableArray<SeriesAnswer> answers) => answers[0].Groups.IsEmpty
        ? Enumerable.Range(0, Vocabulary.Days)
            .Select(day => (object?[])[Day(day), .. answers.Select(answer => (object?)answer.All.Points[day])])
        : answers[0].Groups.SelectMany(group => group.Values.Points
            .Select((value, day) => (object?[])[Day(day), group.Key.Only, value])
            .Where(row => row[2] is not 0m));

    private static IEnumerable<object?[]> Rows(FunnelAnswer answer) =>
        [[.. answer.Steps.Select(step => (object?)step.Count)]];

    private static IEnumerable<object?[]> GroupRows(FunnelAnswer answer) => answer.Groups.Select(group =>
        (object?[])
        [
            group.Key.Only,
            .. group.Steps.Select(step => (object?)step.Count),
            .. group.Steps.Skip(1).Select(step => (object?)step.FromPrevious?.Median.TotalMilliseconds),
        ]);

    // The peers see the weeks of the range alone: cells beyond it are not compared.
    private static IEnumerable<object?[]> Rows(RetentionAnswer answer) =>
        from week in Enumerable.Range(0, Weeks)
        from offset in Enumerable.Range(0, Weeks - week)
        let count = answer.Cohorts[week].Counts[offset]
        where count > 0
        select (object?[])[week, offset, count];

    private static IEnumerable<object?[]> ValueRows(RetentionAnswer answer) => answer.Cohorts.SelectMany(
        (cohort, month) => cohort.Values.Select((value, column) => (object?[])[month, column, value, cohort.Kept[column]]));

    private static IEnumerable<object?[]> Rows(LifecycleAnswer answer) => answer.Periods.Select(
        (period, week) => (object?[])[week, period.New, period.Returning, period.Resurrecting, period.Dormant]);

    private static IEnumerable<object?[]> Rows(StickinessAnswer answer) => answer.Periods.SelectMany(
        (period, month) => period.Actors.Select((actors, day) => (object?[])[month, day + 1, actors]));

    private static IEnumerable<object?[]> Rows(PathsAnswer answer) =>
    [
        [answer.Paths],
        .. answer.Nodes.Select(node => (object?[])[node.Place, node.Step, node.Count, node.Ends]),
        .. answer.Edges.Select(edge => (object?[])[edge.Place, edge.From, edge.To, edge.Count]),
        .. answer.Sequences.Select(path => (object?[])[string.Join('>', path.Steps), path.Count]),
    ];

    private static IEnumerable<object?[]> Rows(DistributionAnswer answer) =>
    [
        [answer.All.Count, answer.All.Actors, answer.All.Unfinished, answer.All.Sum, answer.All.Median, answer.All.P90],
        .. answer.All.Buckets.Select((count, bucket) => (object?[])[bucket, count]),
    ];

    private static IEnumerable<object?[]> Rows(CorrelationAnswer answer) =>
    [
        [answer.Actors, answer.Converted],
        .. answer.Events.Select(one => (object?[])[one.Name, one.Did, one.Converted]),
    ];

    private static IEnumerable<object?[]> Rows(CohortAnswer answer) => [[answer.Size]];

    private static IEnumerable<object?[]> Rows(ActorsAnswer answer) => answer.Actors.Select(actor => (object?[])[actor]);

    private static IEnumerable<object?[]> Rows(TopListAnswer answer) =>
        answer.Rows.Select(row => (object?[])[row.Key.Only, .. row.Values]);

    private static IEnumerable<object?[]> Rows(SessionsAnswer answer)
    {
        var (duration, pages) = (answer.All.Duration, answer.All.Pages);
        return
        [
            [
                answer.All.Count, duration?.Median.TotalMilliseconds, duration?.P90.TotalMilliseconds, pages?.Median,
                pages?.P90,
            ],
        ];
    }

    private static string Day(int day) =>
        Vocabulary.Start.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
