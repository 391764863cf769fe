using Analytics.Domain.Cohorts;
using Analytics.Domain.Correlations;
using Analytics.Domain.Distributions;
using Analytics.Domain.Funnels;
using Analytics.Domain.Identity;
using Analytics.Domain.Lifecycle;
using Analytics.Domain.Metrics;
using Analytics.Domain.Paths;
using Analytics.Domain.Retention;
using Analytics.Domain.Series;
using Analytics.Domain.Sessions;

namespace Analytics.Domain.Querying.Canonical;

/// <summary>One way to write a question. It is rewritten only where that can never change the answer.</summary>
public static class CanonicalForm
{
    /// <summary>The canonical form of a question that was checked; its own canonical form is itself.</summary>
    public static Question Of(Question question) => question switch
    {
        CohortQuery cohort => cohort with { Criteria = CanonicalCriteria.Of(cohort.Criteria) },
        ActorsQuery actors => actors with { Of = (EventQuery)Of(actors.Of) },
        EventQuery query => Shared(query) switch
        {
            SeriesQuery series => Series(series),
            TopListQuery list => list with
            {
                Breakdown = CanonicalParts.Breakdown(list.Breakdown)!,
                Measures = [.. list.Measures.Select(CanonicalParts.Measure)],
                Calendar = QueryCalendar.Utc,
            },
            FormulaQuery formula => formula with
            {
                Measures = [.. formula.Measures.Select(part => part with { Measure = CanonicalParts.Measure(part.Measure) })],
                Breakdown = CanonicalParts.Breakdown(formula.Breakdown),
            },
            FunnelDefinition funnel => CanonicalFunnel.Of(funnel),
            RetentionQuery retention => retention with
            {
                Start = CanonicalParts.Selector(retention.Start),
                Return = CanonicalParts.Selector(retention.Return),
                Value = retention.Value is null ? null
                    : CanonicalParts.Measure(retention.Value) with { Events = EventSelector.Any },
                Breakdown = CanonicalParts.Breakdown(retention.Breakdown),
            },
            LifecycleQuery lifecycle => lifecycle with { Activity = CanonicalParts.Selector(lifecycle.Activity) },
            StickinessQuery stickiness => stickiness with { Activity = CanonicalParts.Selector(stickiness.Activity) },
            PathsQuery paths => paths with
            {
                From = paths.From is null ? null : CanonicalParts.Selector(paths.From),
                To = paths.To is null ? null : CanonicalParts.Selector(paths.To),
                Step = paths.Step.Canonical(),
                Events = CanonicalParts.Names(paths.Events),
                Exclude = CanonicalParts.Names(paths.Exclude),
                Calendar = QueryCalendar.Utc,
            },
            TimeBetweenQuery times => times with
            {
                From = CanonicalParts.Selector(times.From),
                To = CanonicalParts.Selector(times.To),
                Breakdown = CanonicalParts.Breakdown(times.Breakdown),
                Calendar = QueryCalendar.Utc,
            },
            EventsPerActorQuery numbers => numbers with
            {
                Events = CanonicalParts.Selector(numbers.Events),
                Property = numbers.Property?.Canonical(),
                Breakdown = CanonicalParts.Breakdown(numbers.Breakdown),
                Calendar = QueryCalendar.Utc,
            },
            ReactivationQuery returns => returns with
            {
                Activity = CanonicalParts.Selector(returns.Activity),
                Breakdown = CanonicalParts.Breakdown(returns.Breakdown),
                Calendar = QueryCalendar.Utc,
            },
            CorrelationQuery correlation => correlation with
            {
                Goal = CanonicalParts.Selector(correlation.Goal),
                Limit = correlation.Events.IsEmpty ? correlation.Limit : CorrelationQuery.DefaultLimit,
                Calendar = QueryCalendar.Utc,
            },
            SessionsQuery sessions => sessions with
            {
                PageEvents = CanonicalParts.Names(sessions.PageEvents),
                Breakdown = CanonicalParts.Breakdown(sessions.Breakdown),
                Calendar = sessions.Interval is null ? QueryCalendar.Utc : sessions.Calendar,
            },
            SessionListQuery list => list with
            {
                PageEvents = CanonicalParts.Names(list.PageEvents),
                Page = list.Page.Canonical(),
                Referrer = list.Referrer.Canonical(),
                Calendar = QueryCalendar.Utc,
            },
            TimelineQuery timeline => timeline with
            {
                Events = CanonicalParts.Names(timeline.Events), Calendar = QueryCalendar.Utc,
            },
            PropertiesQuery properties => properties with
            {
                Events = CanonicalParts.Names(properties.Events), Calendar = QueryCalendar.Utc,
            },
            var other => other,
        },
        _ => question,
    };

    // A cohort of everybody is not no cohort: events of nobody count without one.
    private static EventQuery Shared(EventQuery query) => query with
    {
        Filter = CanonicalFilter.OrNull(query.Filter),
        Cohort = query.Cohort is null ? null : CanonicalCriteria.Of(query.Cohort),
    };

    // The filter of the measure and that of the question hold both; one bucket needs no calendar.
    private static SeriesQuery Series(SeriesQuery query)
    {
        var both = new[] { query.Filter, query.Measure.Events.Filter }.OfType<EventFilter>();
        var isWhole = query.Interval is null && (query.CustomEdges is null or { Length: 2 });
        return query with
        {
            Filter = CanonicalFilter.OrNull(new EventFilter.And([.. both])),
            Measure = CanonicalParts.Measure(
                query.Measure with { Events = query.Measure.Events with { Filter = null } }),
            Breakdown = CanonicalParts.Breakdown(query.Breakdown),
            Calendar = query.Interval is null ? QueryCalendar.Utc : query.Calendar,
            CustomEdges = isWhole ? null : query.CustomEdges,
            Cumulative = query.Cumulative && !isWhole,
        };
    }
}
