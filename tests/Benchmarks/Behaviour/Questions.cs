using System.Collections.Immutable;
using System.Globalization;
using Analytics.Benchmarks.Behaviour.Data;
using Analytics.Domain.Cohorts;
using Analytics.Domain.Funnels;
using Analytics.Domain.Querying;
using Analytics.Domain.Retention;
using Analytics.Domain.Series;
using Analytics.Domain.Sessions;
using Analytics.Domain.Tenancy;

namespace Analytics.Benchmarks.Behaviour;

/// <summary>The ten hardest questions, with the faster peer's time and the budget of the day they were set.</summary>
internal static class Questions
{
    private const int Weeks = 12;

    private static readonly TimeRange _all = Days(0, Vocabulary.Days);
    private static readonly TimeRange _lastNinety = Days(90, 180);
    private static readonly TimeRange _lastThirty = Days(150, 180);
    private static readonly TimeRange _weeks = Days(91, 91 + 7 * Weeks);
    private static readonly string[] _purchase = ["product_viewed", "product_added_to_cart", "payment_completed"];

    /// <summary>In the order of the table of budgets.</summary>
    public static readonly ImmutableArray<Question> All =
    [
        Question.Of("Q1", "events per day by name, 180 days", 57, 19, CountsByNameAsync, Rows),
        Question.Of(
            "Q2a", "daily actives, 180 days", 178, 40, (engine, tenant) => ActivesAsync(engine, tenant, 1), Rows),
        Question.Of(
            "Q2b", "daily, rolling 7- and 30-day actives", 399, 80,
            (engine, tenant) => ActivesAsync(engine, tenant, 1, 7, 30), Rows),
        Question.Of("Q3", "revenue per day by country", 22, 7, RevenueAsync, Rows),
        Question.Of(
            "Q4", "3-step funnel, 7-day window, 90 days", 155, 35,
            (engine, tenant) => FunnelAsync(engine, tenant, Funnel(null, _purchase)), Rows),
        Question.Of(
            "Q5", "the same by country, with median times", 453, 80,
            (engine, tenant) => FunnelAsync(
                engine, tenant, Funnel(null, _purchase) with { Breakdown = new FunnelBreakdown("country", 0, 100) }),
            GroupRows),
        Question.Of(
            "Q6", "5-step funnel with a filter on step 1", 299, 75,
            (engine, tenant) => FunnelAsync(engine, tenant, Funnel(
                new EventFilter.Compare("device", FilterOperator.Equal, new PropertyValue.Text("mobile")),
                "page_view", "product_viewed", "product_added_to_cart", "checkout_started", "payment_completed")),
            Rows),
        Question.Of("Q7", "weekly retention 12 x 12", 122, 30, RetentionAsync, Rows),
        Question.Of("Q8", "cohort: did A 3 times, never B, 30 days", 20, 6, CohortAsync, Rows),
        Question.Of("Q9", "top 20 products by revenue with buyers", 20, 6, ProductsAsync, Rows),
        Question.Of("Q10", "session durations and pages, p50 and p90", 325, 80, SessionsAsync, Rows),
    ];

    private static TimeRange Days(int from, int to) =>
        TimeRange.Create(Vocabulary.Start.AddDays(from), Vocabulary.Start.AddDays(to)).Value;

    private static Measure Measure(Aggregation aggregation, PropertyRef? property, params string[] events) =>
        new(new EventSelector([.. events]), aggregation) { Property = property };

    private static FunnelDefinition Funnel(EventFilter? first, params string[] steps) => new()
    {
        Range = _lastNinety,
        Steps = [.. steps.Select((step, index) => new FunnelStepDefinition(null, [step], index == 0 ? first : null))],
    };

    private static Task<Result<ImmutableArray<SeriesAnswer>>> CountsByNameAsync(
        IEventAnalytics engine, TenantScope tenant) =>
        SeriesAsync(engine, tenant, new SeriesQuery
        {
            Measure = Measure(Aggregation.Count, null),
            Range = _all,
            Interval = Interval.Day,
            Breakdown = new SeriesBreakdown(PropertyRef.EventName, 100),
        });

    private static Task<Result<ImmutableArray<SeriesAnswer>>> ActivesAsync(
        IEventAnalytics engine, TenantScope tenant, params int[] days) =>
        SeriesAsync(engine, tenant, [.. days.Select(rolling => new SeriesQuery
        {
            Measure = Measure(Aggregation.UniqueActors, null),
            Range = _all,
            Interval = Interval.Day,
            Rolling = rolling,
        })]);

    private static Task<Result<ImmutableArray<SeriesAnswer>>> RevenueAsync(
        IEventAnalytics engine, TenantScope tenant) =>
        SeriesAsync(engine, tenant, new SeriesQuery
        {
            Measure = Measure(Aggregation.Sum, "price", "payment_completed"),
            Range = _all,
            Interval = Interval.Day,
            Breakdown = new SeriesBreakdown("country", 100),
        });

    private static Task<Result<ImmutableArray<SeriesAnswer>>> SeriesAsync(
        IEventAnalytics engine, TenantScope tenant, params SeriesQuery[] queries) =>
        engine.SeriesAsync(tenant, queries, CancellationToken.None);

    private static Task<Result<FunnelAnswer>> FunnelAsync(
        IEventAnalytics engine, TenantScope tenant, FunnelDefinition funnel) =>
        engine.FunnelAsync(tenant, funnel, CancellationToken.None);

    private static Task<Result<RetentionAnswer>> RetentionAsync(IEventAnalytics engine, TenantScope tenant) =>
        engine.RetentionAsync(
            tenant, new RetentionQuery { Range = _weeks, Periods = Weeks - 1 }, CancellationToken.None);

    private static Task<Result<CohortAnswer>> CohortAsync(IEventAnalytics engine, TenantScope tenant)
    {
        var criteria = new CohortCriteria.And(
        [
            new CohortCriteria.Did(new(["product_added_to_cart"]), CountComparison.AtLeast, 3, _lastThirty),
            new CohortCriteria.Did(new(["payment_completed"]), CountComparison.Exactly, 0, _lastThirty),
        ]);
        return engine.CohortAsync(tenant, new CohortQuery(criteria), CancellationToken.None);
    }

    private static Task<Result<TopListAnswer>> ProductsAsync(IEventAnalytics engine, TenantScope tenant)
    {
        var query = new TopListQuery
        {
            Range = _all,
            Breakdown = new SeriesBreakdown("product_id", 20),
            Measures =
            [
                Measure(Aggregation.Sum, "price", "payment_completed"),
                Measure(Aggregation.UniqueActors, null, "payment_completed"),
            ],
        };
        return engine.TopListAsync(tenant, query, CancellationToken.None);
    }

    private static Task<Result<SessionsAnswer>> SessionsAsync(IEventAnalytics engine, TenantScope tenant) =>
        engine.SessionsAsync(tenant, new SessionsQuery { Range = _all }, CancellationToken.None);

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

    private static IEnumerable<object?[]> Rows(CohortAnswer answer) => [[answer.Size]];

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
