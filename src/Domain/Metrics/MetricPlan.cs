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

    public required TimeZoneInfo Zone { get; init; }

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
    public bool ChoosesGroupsItself => Question.Breakdown is not null && (Parts.Length > 1 || Earlier is not null);

    public static Result<MetricPlan> Create(TenantInfo tenant, MetricQuestion question, DateTimeOffset now)
    {
        if (question.Limit is < 1 or > SeriesBreakdown.MaxLimit)
            return Problem.Invalid("LIMIT_OUT_OF_RANGE", $"'limit' lies in 1..{SeriesBreakdown.MaxLimit}.", "limit");
        var zone = question.TimeZone ?? tenant.TimeZone;
        if (!question.Range.Resolve(now, zone, tenant.WeekStart).TryGet(out var range, out var problem))
            return problem.Under("range");
        if (!EdgesOf(range, question.Interval, zone, tenant.WeekStart).TryGet(out var edges, out problem))
            return problem;
        TimeRange? earlier = null;
        if (question.Compare is { } comparison && !Before(range, comparison, zone).TryGet(out earlier, out problem))
            return problem;
        var earlierEdges = ImmutableArray<DateTimeOffset>.Empty;
        if (earlier is not null
            && !EdgesOf(earlier, question.Interval, zone, tenant.WeekStart).TryGet(out earlierEdges, out problem))
            return problem;
        return new MetricPlan
        {
            Question = question,
            Parts = MetricCatalogue.Parts(question.Metric),
            Currency = tenant.Currency,
            Zone = zone,
            Range = range,
            Earlier = earlier,
            Edges = edges,
            EarlierEdges = earlierEdges,
            Complete = question.Interval is { } interval
                ? CompleteBuckets(edges, interval, zone, tenant.WeekStart, now)
                : [],
        };
    }

    /// <summary>Totals of every group, to choose those that are shown.</summary>
    public IReadOnlyList<SeriesQuery> GroupTotals() =>
        [.. Parts.Select(part => Query(part, Range, [Range.From, Range.To], EveryGroup))];

    /// <summary>
    /// Over this range and then the earlier one: all parts; for money, in which other currencies each part has events;
    /// the events that the metric needs.
    /// </summary>
    /// <param name="keys">The groups to show; null lets the engine choose.</param>
    public IReadOnlyList<SeriesQuery> Queries(ImmutableArray<string?>? keys)
    {
        var breakdown = Question.Breakdown is { } property
            ? new SeriesBreakdown(
                property, Question.Limit, keys is { } chosen ? [.. chosen.Select(key => (GroupKey)key)] : null)
            : null;
        var queries = Parts.Select(part => Query(part, Range, Edges, breakdown)).ToList();
        if (Earlier is not null)
            queries.AddRange(Parts.Select(part => Query(part, Earlier, EarlierEdges, breakdown)));
        if (IsMoney)
            queries.AddRange(Ranges.SelectMany(range => Parts.Select(part => OtherCurrencies(part, range))));
        if (!Metric.Needs.IsEmpty)
            queries.AddRange(Ranges.Select(range => Count(Metric.Needs, range, null, null)));
        return queries;
    }

    /// <summary>This range, then the earlier one where there is one.</summary>
    public ImmutableArray<TimeRange> Ranges => Earlier is null ? [Range] : [Range, Earlier];

    private SeriesBreakdown EveryGroup => new(Question.Breakdown!, SeriesBreakdown.AllGroups);

    private SeriesQuery OtherCurrencies(MetricDefinition part, TimeRange range)
    {
        var aggregate = (Aggregate)part.Computation;
        var filter = All(aggregate.Filter, Question.Filter, new EventFilter.Not(OwnCurrency()));
        return Count(
            aggregate.Events, range, filter, new SeriesBreakdown(MetricCatalogue.CurrencyProperty, SeriesBreakdown.AllGroups));
    }

    private static SeriesQuery Count(
        IReadOnlyList<string> events, TimeRange range, EventFilter? filter, SeriesBreakdown? breakdown) =>
        SeriesQuery.Create(events, Aggregation.Count, null, range, filter: filter, breakdown: breakdown).Value;

    // An aggregate of the catalogue is right by construction and an ad hoc one was checked when it was made.
    private SeriesQuery Query(
        MetricDefinition part, TimeRange range, ImmutableArray<DateTimeOffset> edges, SeriesBreakdown? breakdown)
    {
        var aggregate = (Aggregate)part.Computation;
        var filter = All(aggregate.Filter, Question.Filter, IsMoney ? OwnCurrency() : null);
        return SeriesQuery.Create(
            aggregate.Events, aggregate.Aggregation, aggregate.Property is { } property ? new PropertyRef(property) : null,
            range, edges, filter, breakdown).Value;
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
        TimeRange range, Interval? interval, TimeZoneInfo zone, DayOfWeek weekStart) =>
        interval is { } width
            ? CalendarBuckets.Edges(range, width, zone, weekStart, SeriesQuery.MaxBuckets)
            : ImmutableArray.Create(range.From, range.To);

    private static ImmutableArray<bool> CompleteBuckets(
        ImmutableArray<DateTimeOffset> edges, Interval interval, TimeZoneInfo zone, DayOfWeek weekStart,
        DateTimeOffset now)
    {
        var complete = new bool[edges.Length - 1];
        for (var i = 0; i < complete.Length; i++)
            complete[i] = edges[i + 1] <= now;
        complete[0] &= CalendarBuckets.StartOf(edges[0], interval, zone, weekStart) == edges[0];
        complete[^1] &= CalendarBuckets.EndOf(edges[^2], interval, zone, weekStart) == edges[^1];
        return [.. complete];
    }
}
