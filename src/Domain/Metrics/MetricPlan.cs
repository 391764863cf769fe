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

    public required MetricRange Now { get; init; }

    /// <summary>Null without a comparison.</summary>
    public required MetricRange? Earlier { get; init; }

    /// <summary>One a bucket; empty without an interval.</summary>
    public required ImmutableArray<bool> Complete { get; init; }

    public MetricDefinition Metric => Question.Metric;

    public required ImmutableArray<MetricDefinition> Parts { get; init; }

    public bool IsMoney => Metric.Unit is Unit.Money;

    /// <summary>Whether amounts go into it, of which only those in one currency are added.</summary>
    public bool AddsMoney => IsMoney || Parts.Any(part => part.Unit is Unit.Money);

    /// <summary>
    /// One aggregate over one range lets the engine choose its groups; a formula's groups are known only from all
    /// of its parts, an earlier range has to show the groups of this one, and trailing days are not the whole range.
    /// </summary>
    public bool ChoosesGroupsItself => !Question.Breakdown.IsEmpty && Question.Keys is null
        && (Parts.Length > 1 || Earlier is not null || IsTrailing(Parts[0]));

    /// <summary>This range, then the earlier one where there is one.</summary>
    public ImmutableArray<MetricRange> Ranges => Earlier is null ? [Now] : [Now, Earlier];

    public static Result<MetricPlan> Create(TenantInfo tenant, MetricQuestion question, DateTimeOffset now)
    {
        if (!Place(tenant, question, now).TryGet(out var place, out var problem))
            return problem;
        var plan = new MetricPlan
        {
            Question = question,
            Parts = MetricCatalogue.Parts(question.Metric),
            Currency = tenant.Currency,
            Calendar = place.Calendar,
            Now = place.Now,
            Earlier = place.Earlier,
            Complete = question.Interval is { } interval
                ? place.Calendar.CompleteBuckets(place.Now.Range, interval, now)
                : [],
        };
        return plan.Check() is { } fault ? fault : plan;
    }

    /// <summary>Which time a question is about: its calendar, its range and the one that it is held against.</summary>
    public static Result<MetricPlace> Place(TenantInfo tenant, MetricQuestion question, DateTimeOffset now)
    {
        if (SeriesBreakdown.CheckLimit(question.Limit) is { } limit)
            return limit;
        var calendar = new QueryCalendar(question.TimeZone ?? tenant.TimeZone, question.WeekStart ?? tenant.WeekStart);
        if (!question.Range.Resolve(now, calendar.Zone, calendar.WeekStart).TryGet(out var range, out var problem))
            return problem.Under("range");
        if (!MetricRange.Create(range, question.Interval, calendar).TryGet(out var shown, out problem))
            return problem;
        if (question.Compare is not { } comparison)
            return new MetricPlace(calendar, shown, Earlier: null);
        return Before(range, comparison, calendar.Zone)
            .Then(before => MetricRange.Create(before, question.Interval, calendar))
            .Then<MetricPlace>(earlier => new MetricPlace(calendar, shown, earlier));
    }

    /// <summary>Totals of every group, to choose those that are shown.</summary>
    public IReadOnlyList<SeriesQuery> GroupTotals() =>
        [.. Parts.Select(part => Query(part, Now with { Days = LastDayOf(Now) }, EveryGroup) with
        {
            Interval = IsTrailing(part) ? Interval.Day : null,
            Rolling = Of(part).TrailingDays ?? 1,
            Cumulative = false,
        })];

    /// <summary>
    /// Over this range and then the earlier one: all parts; for money, in which other currencies each part has events;
    /// the events that the metric needs.
    /// </summary>
    /// <param name="keys">The groups to show; null lets the engine choose.</param>
    public IReadOnlyList<SeriesQuery> Queries(ImmutableArray<GroupKey>? keys)
    {
        var breakdown = Question.Breakdown.IsEmpty
            ? null
            : new SeriesBreakdown(Question.Breakdown, Question.Limit, keys ?? Question.Keys);
        var queries = Ranges.SelectMany(range => Parts.Select(part => Query(part, range, breakdown))).ToList();
        if (AddsMoney)
            queries.AddRange(Ranges.SelectMany(range => Parts.Select(part => OtherCurrencies(part, range.Range))));
        if (!Metric.Needs.IsEmpty)
            queries.AddRange(Ranges.Select(range => Count(new EventSelector(Metric.Needs), range.Range, null, null)));
        return queries;
    }

    /// <summary>The series whose figures are those of this range; null where arithmetic or a mean comes between.</summary>
    public MetricBasis? Basis()
    {
        if (Metric.Computation is not Aggregate || Question.MovingAverage > 1)
            return null;
        var query = Query(Metric, Now, Question.Breakdown.IsEmpty ? null : new SeriesBreakdown(Question.Breakdown, Question.Limit));
        return IsTrailing(Metric)
            ? new MetricBasis(query, Now.LastDays, query.Edges.Length - 2)
            : new MetricBasis(query, [], null);
    }

    public static Aggregate Of(MetricDefinition part) => (Aggregate)part.Computation;

    public static bool IsTrailing(MetricDefinition part) => Of(part).TrailingDays is not null;

    private SeriesBreakdown EveryGroup => new(Question.Breakdown, SeriesBreakdown.AllGroups);

    // Aggregates were checked when they were made: what is left is what the question says of all of them.
    private Problem? Check()
    {
        var fault = CheckTrailing()
            ?? Queries(null)[0].Check()
            ?? QueryRules.InRange(Question.MovingAverage, 1, SeriesQuery.MaxRolling, "movingAverage")
            ?? QueryRules.Conflict(
                Question.MovingAverage > 1 && Question.Interval is null,
                "A moving average needs an 'interval'.",
                "movingAverage");
        return fault is null ? null : fault with
        {
            Path = fault.Path?.Replace("breakdown.dimensions", "breakdown", StringComparison.Ordinal)
                .Replace("breakdown.keys", "keys", StringComparison.Ordinal),
        };
    }

    private Problem? CheckTrailing() =>
        !Parts.Any(IsTrailing)
            ? null
            : QueryRules.Conflict(
                Question.Rolling > 1 || Question.Cumulative, "The metric looks back over days of its own.", "rolling")
              ?? QueryRules.Conflict(Question.Interval is Interval.Hour, "The metric has one figure a day.", "interval");

    private TimeRange LastDayOf(MetricRange range) => MetricRange.Create(range.Range, null, Calendar).Value.Days;

    private SeriesQuery OtherCurrencies(MetricDefinition part, TimeRange range) => Count(
        new EventSelector(Of(part).Events),
        range,
        All(Of(part).Filter, Question.Filter, new EventFilter.Not(OwnCurrency())),
        new SeriesBreakdown(MetricCatalogue.CurrencyProperty, SeriesBreakdown.AllGroups));

    private SeriesQuery Count(
        EventSelector events, TimeRange range, EventFilter? filter, SeriesBreakdown? breakdown) => new()
        {
            Measure = new Measure(events, Aggregation.Count),
            Range = range,
            Filter = filter,
            Breakdown = breakdown,
            Cohort = Question.Cohort,
            IncludeBots = Question.IncludeBots,
            AsOf = Question.AsOf,
        };

    private SeriesQuery Query(MetricDefinition part, MetricRange range, SeriesBreakdown? breakdown)
    {
        var aggregate = Of(part);
        return new SeriesQuery
        {
            Measure = (aggregate with { Filter = null }).Measure,
            Range = aggregate.TrailingDays is null ? range.Range : range.Days,
            Calendar = Calendar,
            Interval = aggregate.TrailingDays is null ? Question.Interval : Interval.Day,
            Rolling = aggregate.TrailingDays ?? Question.Rolling,
            Cumulative = Question.Cumulative,
            Filter = All(aggregate.Filter, Question.Filter, AddsMoney ? OwnCurrency() : null),
            Cohort = Question.Cohort,
            IncludeBots = Question.IncludeBots,
            AsOf = Question.AsOf,
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
}

/// <summary>Which time a question about a metric is about.</summary>
/// <param name="Calendar">Makes its buckets.</param>
/// <param name="Now">The range.</param>
/// <param name="Earlier">The range that it is held against; null without a comparison.</param>
internal sealed record MetricPlace(QueryCalendar Calendar, MetricRange Now, MetricRange? Earlier);
