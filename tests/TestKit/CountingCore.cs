using Analytics.Domain.Cohorts;
using Analytics.Domain.Funnels;
using Analytics.Domain.Paths;
using Analytics.Domain.Querying;
using Analytics.Domain.Retention;
using Analytics.Domain.Series;
using Analytics.Domain.Sessions;
using Analytics.Domain.Tenancy;
using Xunit;

namespace Analytics.TestKit;

/// <summary>What holds between the answers to different questions about the same events, whatever the events.</summary>
public sealed partial class CountingCore(IEventAnalytics engine, TenantScope tenant, RandomWorld world, RandomQuestions questions)
{
    private TimeRange Ever => TimeRange.Create(world.Origin, world.At(world.Steps)).Value;

    /// <summary>As many enter a funnel as the actors of its first step.</summary>
    public async Task FirstStepAsync()
    {
        var funnel = questions.Funnel();
        funnel = funnel with
        {
            Count = FunnelCount.Actors,
            GroupProperty = null,
            Order = funnel.Order is FunnelOrder.Unordered ? FunnelOrder.Strict : funnel.Order,
        };
        Same(
            await ActorsAsync(funnel, funnel.Range, new EventSelector(funnel.Steps[0].Events, Both(funnel.Filter, funnel.Steps[0].Filter))),
            (await AskAsync(funnel)).Steps[0].Count,
            funnel);
    }

    /// <summary>The parts of a funnel add up to the whole, by group and by time.</summary>
    public async Task FunnelPartsAsync()
    {
        var funnel = questions.Funnel();
        var answer = await AskAsync(funnel);
        if (funnel.Breakdown is not null)
            for (var step = 0; step < funnel.Steps.Length; step++)
                Same(
                    answer.Steps[step].Count,
                    answer.Groups.Sum(group => group.Steps[step].Count) + (answer.Other?[step].Count ?? 0),
                    funnel);
        if (funnel.Trend is not null)
            Same(
                (answer.Steps[0].Count, answer.Steps[^1].Count),
                (answer.Trend.Sum(bucket => bucket.Entered), answer.Trend.Sum(bucket => bucket.Converted)),
                funnel);
    }

    /// <summary>Groups and remainder of an additive figure add up to it, in every bucket.</summary>
    public async Task SeriesPartsAsync()
    {
        var query = questions.Series();
        if (query.Measure.Aggregation is not (Aggregation.Count or Aggregation.Sum) || query.Breakdown is null)
            return;
        var answer = await AskAsync(query);
        IEnumerable<SeriesValues> parts = [.. answer.Groups.Select(group => group.Values), .. answer.Other is { } other ? [other] : Array.Empty<SeriesValues>()];
        Same(answer.All.Total, parts.Sum(part => part.Total), query);
        for (var point = 0; point < answer.All.Points.Length; point++)
            Same(answer.All.Points[point], parts.Sum(part => part.Points[point]), query);
    }

    /// <summary>A property has as many distinct values as groups, and a table of one figure is the series of it.</summary>
    public async Task GroupsAsync()
    {
        var list = questions.TopList();
        var (breakdown, measure) = (list.Breakdown, list.Measures[0]);
        var query = new SeriesQuery
        {
            Range = list.Range, Filter = list.Filter, Cohort = list.Cohort, IncludeBots = list.IncludeBots,
            Measure = measure, Breakdown = breakdown,
        };
        var (rows, series) = ((await engine.TopListAsync(tenant, list, CancellationToken.None)).Value, await AskAsync(query));
        Same(
            Plain.Text(series.Groups.Select(group => (group.Key, group.Values.Total))),
            Plain.Text(rows.Rows.Select(row => (row.Key, row.Values[0]))),
            list);
        Same((series.Other?.Total, series.All.Total, series.GroupCount), (rows.Other?[0], rows.All[0], rows.GroupCount), list);

        var only = new SeriesBreakdown(breakdown.Dimensions[0], SeriesBreakdown.MaxLimit);
        var groups = await AskAsync(query with { Breakdown = only });
        var distinct = await AskAsync(query with
        {
            Measure = new Measure(measure.Events, Aggregation.CountDistinct) { Property = breakdown.Dimensions[0] }, Breakdown = null,
        });
        Same(groups.GroupCount - groups.Groups.Count(group => group.Key.IsMissing), distinct.All.Total, list);
    }

    /// <summary>A range is the sum of its halves, the last cumulative point is the total.</summary>
    public async Task RangesAsync()
    {
        var query = questions.Series() with { Breakdown = null, Rolling = 1, Interval = null, CustomEdges = null };
        var middle = query.Range.From + ((query.Range.To - query.Range.From) / 2);
        var whole = await AskAsync(query with { Cumulative = false, CustomEdges = [query.Range.From, middle, query.Range.To] });
        if (query.Measure.Aggregation is Aggregation.Count or Aggregation.Sum)
            Same(whole.All.Total, whole.All.Points[0] + whole.All.Points[1], query);
        var summed = await AskAsync(query with { Cumulative = true, CustomEdges = [query.Range.From, middle, query.Range.To] });
        Same(whole.All.Total, summed.All.Points[^1], query);
        Same(whole.All.Points[0], summed.All.Points[0], query);
    }

    /// <summary>Cohorts of retention are actors of the start event: over the range, and in each period.</summary>
    public async Task RetentionAsync()
    {
        var query = questions.Retention() with { Breakdown = null, Value = null };
        query = query with { ReturnBy = RetentionReturn.On, Brackets = [], Return = query.Start };
        var first = await AskAsync(query with { StartBy = RetentionStart.FirstInRange });
        Same(await ActorsAsync(query, query.Range, With(query.Start, query.Filter)), first.Cohorts.Sum(cohort => cohort.Size), query);
        Assert.All(first.Cohorts, cohort => Same(cohort.Size, cohort.Counts[0], query));

        var recurring = await AskAsync(query with { StartBy = RetentionStart.Recurring });
        var actors = await AskAsync(new SeriesQuery
        {
            Range = query.Range, Interval = query.Period, Calendar = query.Calendar, Filter = query.Filter, Cohort = query.Cohort,
            IncludeBots = query.IncludeBots, Measure = new Measure(query.Start, Aggregation.UniqueActors),
        });
        Same(
            Plain.Text(actors.All.Points.Select(point => (long)point!.Value)),
            Plain.Text(recurring.Cohorts.Select(cohort => cohort.Size)),
            query);
    }

    /// <summary>New, returning and resurrecting actors are those active in the period; returning and dormant ones those
    /// of the period before.</summary>
    public async Task LifecycleAsync()
    {
        var query = questions.Lifecycle();
        var lifecycle = (await engine.LifecycleAsync(tenant, query, CancellationToken.None)).Value.Periods;
        var active = await ActiveAsync(query, query.Activity, query.Period);
        Same(Plain.Text(active), Plain.Text(lifecycle.Select(one => one.New + one.Returning + one.Resurrecting)), query);
        // The first period's own part before the range belongs to it, too, where the range cuts it.
        for (var period = 2; period < lifecycle.Length; period++)
            Same(active[period - 1], lifecycle[period].Returning + lifecycle[period].Dormant, query);
    }

    /// <summary>Actors by number of days are those active in the period, and their days those of the daily actives.</summary>
    public async Task StickinessAsync()
    {
        var query = questions.Stickiness();
        var periods = (await engine.StickinessAsync(tenant, query, CancellationToken.None)).Value.Periods;
        Same(
            Plain.Text(await ActiveAsync(query, query.Activity, query.Period)),
            Plain.Text(periods.Select(period => period.Actors.Sum())),
            query);
        var daily = await ActiveAsync(query, query.Activity, Interval.Day);
        Same(daily.Length, periods.Sum(period => period.Actors.Length), query);
        Same(daily.Sum(), periods.Sum(period => period.Actors.Select((actors, index) => actors * (index + 1)).Sum()), query);
    }

    /// <summary>What comes to a step of a path goes on or ends there, and whole paths add up to all when all are shown.
    /// </summary>
    public async Task PathsAsync()
    {
        var query = questions.Paths();
        var answer = (await engine.PathsAsync(tenant, query, CancellationToken.None)).Value;
        Same(answer.Paths, answer.Nodes.Where(node => node.Place == 0).Sum(node => node.Count), query);
        Same(answer.Paths, answer.Nodes.Sum(node => node.Ends), query);
        foreach (var node in answer.Nodes)
            Same(
                node.Count - node.Ends,
                query.From is null
                    ? answer.Edges.Where(edge => edge.Place == node.Place - 1 && edge.To == node.Step).Sum(edge => edge.Count)
                    : answer.Edges.Where(edge => edge.Place == node.Place && edge.From == node.Step).Sum(edge => edge.Count),
                query);
        var all = (await engine.PathsAsync(tenant, query with { Limit = PathsQuery.MaxLimit }, CancellationToken.None)).Value;
        if (all.Sequences.Length < PathsQuery.MaxLimit)
            Same(answer.Paths, all.Sequences.Sum(path => path.Count), query);
    }

    /// <summary>A cohort is as large as the figure that says the same, and with its complement it is everybody.</summary>
    public async Task CohortsAsync()
    {
        var query = questions.Cohort();
        var size = await SizeAsync(query.Criteria, query.IncludeBots);
        var rest = await SizeAsync(new CohortCriteria.Not(query.Criteria), query.IncludeBots);
        Same(await SizeAsync(new CohortCriteria.And([]), query.IncludeBots), size + rest, query);
        var everything = new SeriesQuery
        {
            Range = Ever, Cohort = query.Criteria, IncludeBots = query.IncludeBots,
            Measure = new Measure(EventSelector.Any, Aggregation.UniqueActors),
        };
        Same(size, (await AskAsync(everything)).All.Total, query);

        var range = questions.Series();
        var selector = range.Measure.Events;
        Same(
            await ActorsAsync(new SeriesQuery { Range = range.Range, Measure = range.Measure }, range.Range, selector),
            await SizeAsync(new CohortCriteria.Did(selector, CountComparison.AtLeast, 1, range.Range), includeBots: false),
            range);
    }

    /// <summary>As many belong to a step of a funnel as it counts.</summary>
    public async Task FunnelCohortAsync()
    {
        var funnel = questions.Funnel() with { Cohort = null, IncludeBots = false, Count = FunnelCount.Actors, GroupProperty = null };
        var answer = await AskAsync(funnel);
        for (var step = 0; step < funnel.Steps.Length; step++)
            Same(answer.Steps[step].Count, await SizeAsync(new CohortCriteria.FunnelStep(funnel, step), includeBots: false), funnel);
    }

    /// <summary>Over all time there are as many sessions as sessions with a matching event, and the list has them.</summary>
    public async Task SessionsAsync()
    {
        var query = questions.Sessions();
        var everything = query with { Range = Ever, Breakdown = null, Interval = null };
        var counted = (await engine.SessionsAsync(tenant, everything, CancellationToken.None)).Value.All.Count;
        Same(
            counted,
            (await AskAsync(new SeriesQuery
            {
                Range = Ever, Filter = query.Filter is { } filter ? new EventFilter.And([new EventFilter.HasActor(), filter]) : null,
                Cohort = query.Cohort, IncludeBots = query.IncludeBots, Measure = new Measure(EventSelector.Any, Aggregation.UniqueSessions),
            })).All.Total,
            query);
        var answer = (await engine.SessionsAsync(tenant, query, CancellationToken.None)).Value;
        if (query.Interval is not null)
            Same((answer.All.Count, answer.All.Events), (answer.Points.Sum(point => point.Count), answer.Points.Sum(point => point.Events)), query);
        if (query.Breakdown is not null)
            Same(answer.All.Count, answer.Groups.Sum(group => group.Figures.Count) + (answer.Other?.Count ?? 0), query);
    }

    /// <summary>A list of sessions has as many rows as there are sessions.</summary>
    public async Task SessionListAsync()
    {
        var list = questions.SessionList() with { Actor = null, After = null, Limit = SessionListQuery.MaxLimit };
        var rows = (await engine.SessionListAsync(tenant, list, CancellationToken.None)).Value;
        var figures = (await engine.SessionsAsync(
            tenant,
            new SessionsQuery { Range = list.Range, Filter = list.Filter, Cohort = list.Cohort, IncludeBots = list.IncludeBots },
            CancellationToken.None)).Value.All;
        Same((figures.Count, figures.Events), (rows.Count, rows.Sessions.Sum(one => one.Pages + one.Actions)), list);
        Same(figures.Count, rows.Sessions.Length, list);
    }

    private async Task<SeriesAnswer> AskAsync(SeriesQuery query) =>
        (await engine.SeriesAsync(tenant, [query], CancellationToken.None)).Value[0];

    private async Task<FunnelAnswer> AskAsync(FunnelDefinition funnel) =>
        (await engine.FunnelAsync(tenant, funnel, CancellationToken.None)).Value;

    private async Task<RetentionAnswer> AskAsync(RetentionQuery query) =>
        (await engine.RetentionAsync(tenant, query, CancellationToken.None)).Value;

    private async Task<long> SizeAsync(CohortCriteria criteria, bool includeBots) =>
        (await engine.CohortAsync(tenant, new CohortQuery(criteria) { IncludeBots = includeBots }, CancellationToken.None)).Value.Size;

    private async Task<decimal?> ActorsAsync(EventQuery like, TimeRange range, EventSelector events) => (await AskAsync(new SeriesQuery
    {
        Range = range, Cohort = like.Cohort, IncludeBots = like.IncludeBots, Measure = new Measure(events, Aggregation.UniqueActors),
    })).All.Total;

    private async Task<long[]> ActiveAsync(EventQuery like, EventSelector activity, Interval interval) =>
    [
        .. (await AskAsync(new SeriesQuery
        {
            Range = like.Range, Interval = interval, Calendar = like.Calendar, Filter = like.Filter, Cohort = like.Cohort,
            IncludeBots = like.IncludeBots, Measure = new Measure(activity, Aggregation.UniqueActors),
        })).All.Points.Select(point => (long)point!.Value),
    ];

    private static EventSelector With(EventSelector selector, EventFilter? filter) =>
        selector with { Filter = Both(selector.Filter, filter) };

    private static EventFilter.And Both(EventFilter? one, EventFilter? other) =>
        new([.. ((EventFilter?[])[one, other]).OfType<EventFilter>()]);

    private static void Same(long expected, decimal? actual, Question question) => Same((decimal?)expected, actual, question);

    private static void Same<T>(T expected, T actual, Question question) =>
        Assert.True(Equals(expected, actual), $"{expected} and {actual}\n{Plain.Text(question)}");
}
