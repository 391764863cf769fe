using System.Collections.Immutable;
using Analytics.Domain.Querying;
using Analytics.Domain.Series;
using Analytics.Domain.Tenancy;
using static Analytics.Domain.Metrics.MetricComputation;

namespace Analytics.Domain.Metrics;

/// <summary>A question about a metric, checked and turned into series queries.</summary>
internal sealed class MetricPlan
{
    public required MetricQuestion Question { get; init; }

    public required string Currency { get; init; }

    public required QueryCalendar Calendar { get; init; }

    public required TimeRange Range { get; init; }

    /// <summary>Null without a comparison.</summary>
    public required TimeRange? Earlier { get; init; }

    public required ImmutableArray<DateTimeOffset> Edges { get; init; }

    public required ImmutableArray<DateTimeOffset> EarlierEdges { get; init; }

    public required ImmutableArray<bool> Complete { get; init; }

    public MetricDefinition Metric => Question.Metric;

    public required ImmutableArray<MetricDefinition> Parts { get; init; }

    public bool IsMoney => Metric.Unit is Unit.Money;

    /// <summary>
    /// One aggregate over one range lets the engine choose its groups; a formula's groups are known only from all
    /// of its parts, and an earlier range has to show the groups of this one.
    /// </summary>
    public bool ChoosesGroupsItself => !Question.Breakdown.IsEmpty && (Parts.Length > 1 || Earlier is not null);

    public static Result<MetricPlan> Create(TenantInfo tenant, MetricQuestion question, DateTimeOffset now)
    {
        if (question.Limit is < 1 or > SeriesBreakdown.MaxLimit)
            return Problem.Invalid("LIMIT_OUT_OF_RANGE", $"'limit' lies in 1..{SeriesBreakdown.MaxLimit}.", "limit");
        if (question is { Rolling: > 1, Interval: null })
            return Problem.Invalid(
                "OPTIONS_CONFLICT", "'rolling' looks back over buckets of an 'interval'.", "rolling");
        var calendar = new QueryCalendar(question.TimeZone ?? tenant.TimeZone, tenant.WeekStart);
        if (!question.Range.Resolve(now, calendar.Zone, calendar.WeekStart).TryGet(out var range, out var problem))
            return problem.Under("range");
        if (!EdgesOf(range, question.Interval, calendar).TryGet(out var edges, out problem))
            return problem;
        TimeRange? earlier = null;
        if (question.Compare is { } comparison && !Before(range, comparison, calendar.Zone).TryGet(out earlier, out problem))
            return problem;
        var earlierEdges = ImmutableArray<DateTimeOffset>.Empty;
        if (earlier is not null && !EdgesOf(earlier, question.Interval, calendar).TryGet(out earlierEdges, out problem))
            return problem;
        var plan = new MetricPlan
        {
            Question = question,
            Parts = MetricCatalogue.Parts(question.Metric),
            Currency = tenant.Currency,
            Calendar = calendar,
            Range = range,
            Earlier = earlier,
            Edges = edges,
            EarlierEdges = earlierEdges,
            Complete = question.Interval is { } interval ? calendar.CompleteBuckets(range, interval, now) : [],
        };
        // What all parts share is as right in one of them as in the others.
        return plan.Query(plan.Parts[0], range, question.Interval, plan.Shown(null)).Check() is { } fault ? fault : plan;
    }

    /// <summary>Totals of every group, to choose those that are shown.</summary>
    public IReadOnlyList<SeriesQuery> GroupTotals() =>
        [.. Parts.Select(part => Query(part, Range, null, new SeriesBreakdown(Question.Breakdown, SeriesBreakdown.AllGroups)))];

    /// <summary>
    /// Over this range and then the earlier one: all parts; for money, in which other currencies each part has events;
    /// the events that the metric needs.
    /// </summary>
    /// <param name="keys">The groups to show; null lets the engine choose.</param>
    public IReadOnlyList<SeriesQuery> Queries(ImmutableArray<GroupKey>? keys)
    {
        var breakdown = Shown(keys);
        var queries = Parts.Select(part => Query(part, Range, Question.Interval, breakdown)).ToList();
        if (Earlier is not null)
            queries.AddRange(Parts.Select(part => Query(part, Earlier, Question.Interval, breakdown)));
        if (IsMoney)
            queries.AddRange(Ranges.SelectMany(range => Parts.Select(part => OtherCurrencies(part, range))));
        if (!Metric.Needs.IsEmpty)
            queries.AddRange(Ranges.Select(range => Count(Metric.Needs, range, null, null)));
        return queries;
    }

    /// <summary>This range, then the earlier one where there is one.</summary>
    public ImmutableArray<TimeRange> Ranges => Earlier is null ? [Range] : [Range, Earlier];

    /// <summary>A part's value over no events.</summary>
    /// <param name="part">Its name.</param>
    public decimal? EmptyOf(string part) =>
        ((Aggregate)Parts.First(one => one.Name == part).Computation).Aggregation.IsZeroWhenEmpty() ? 0 : null;

    private SeriesBreakdown? Shown(ImmutableArray<GroupKey>? keys) =>
        Question.Breakdown.IsEmpty ? null : new SeriesBreakdown(Question.Breakdown, Question.Limit, keys);

    private SeriesQuery OtherCurrencies(MetricDefinition part, TimeRange range)
    {
        var aggregate = (Aggregate)part.Computation;
        var filter = All(aggregate.Filter, Question.Filter, new EventFilter.Not(OwnCurrency()));
        return Count(
            aggregate.Events, range, filter, new SeriesBreakdown(MetricCatalogue.CurrencyProperty, SeriesBreakdown.AllGroups));
    }

    private SeriesQuery Count(
        ImmutableArray<string> events, TimeRange range, EventFilter? filter, SeriesBreakdown? breakdown) => new()
        {
            Measure = new Measure(new EventSelector(events), Aggregation.Count),
            Range = range,
            Calendar = Calendar,
            Filter = filter,
            Cohort = Question.Cohort,
            IncludeBots = Question.IncludeBots,
            Breakdown = breakdown,
        };

    private SeriesQuery Query(MetricDefinition part, TimeRange range, Interval? interval, SeriesBreakdown? breakdown)
    {
        var aggregate = (Aggregate)part.Computation;
        return new SeriesQuery
        {
            Measure = (aggregate with { Filter = null }).Measure,
            Range = range,
            Calendar = Calendar,
            Interval = interval,
            Rolling = interval is null ? 1 : Question.Rolling,
            Cumulative = Question.Cumulative,
            Filter = All(aggregate.Filter, Question.Filter, IsMoney ? OwnCurrency() : null),
            Cohort = Question.Cohort,
            IncludeBots = Question.IncludeBots,
            Breakdown = breakdown,
        };
    }

    private static EventFilter? All(params ReadOnlySpan<EventFilter?> filters)
    {
        var given = ImmutableArray.CreateBuilder<EventFilter>();
        foreach (var filter in filters)
            if (filter is not null)
                given.Add(filter);
        return given.Count switch { 0 => null, 1 => given[0], _ => new EventFilter.And(given.ToImmutable()) };
    }

    // An amount without a currency is taken to be in the tenant's.
    private EventFilter.Or OwnCurrency() => new(
    [
        new EventFilter.Compare(
            MetricCatalogue.CurrencyProperty, FilterOperator.Equal, new PropertyValue.Text(Currency)),
        new EventFilter.Not(new EventFilter.Exists(MetricCatalogue.CurrencyProperty)),
    ]);

    private static Result<TimeRange> Before(TimeRange range, Comparison comparison, TimeZoneInfo zone) =>
        comparison is Comparison.PreviousYear
            ? ComparisonRange.PreviousYear(range, zone)
            : ComparisonRange.PreviousPeriod(range, zone);

    private static Result<ImmutableArray<DateTimeOffset>> EdgesOf(
        TimeRange range, Interval? interval, QueryCalendar calendar) =>
        interval is { } width
            ? CalendarBuckets.Edges(range, width, calendar.Zone, calendar.WeekStart, SeriesQuery.MaxBuckets)
            : ImmutableArray.Create(range.From, range.To);
}
