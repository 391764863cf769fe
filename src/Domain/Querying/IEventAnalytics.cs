using System.Collections.Immutable;
using Analytics.Domain.Cohorts;
using Analytics.Domain.Correlations;
using Analytics.Domain.Distributions;
using Analytics.Domain.Funnels;
using Analytics.Domain.Identity;
using Analytics.Domain.Lifecycle;
using Analytics.Domain.Paths;
using Analytics.Domain.Retention;
using Analytics.Domain.Series;
using Analytics.Domain.Sessions;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Querying;

/// <summary>
/// Answers the query algebra over one tenant's events. Every engine gives the same answer to the same question
/// at the same watermark; <c>EventAnalyticsContract</c> in the tests holds them to it.
/// </summary>
public interface IEventAnalytics
{
    /// <summary>Series by bucket and group, all answered from one state of the log.</summary>
    /// <returns>One answer a query in the same order, or a problem with <c>QUERY_TOO_LARGE</c> when one would have
    /// more than the allowed cells.</returns>
    Task<Result<ImmutableArray<SeriesAnswer>>> SeriesAsync(
        TenantScope tenant, IReadOnlyList<SeriesQuery> queries, CancellationToken cancellationToken);

    /// <summary>Whose events the buckets of a series have, by the ids that they were sent with: sets that can be put
    /// together later, whoever is merged with whom by then.</summary>
    /// <param name="tenant">Whose log.</param>
    /// <param name="query">Its aggregation does not matter, nor which groups it shows: all are answered. Points look at
    /// their own bucket alone.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The ids, or a problem <c>QUERY_TOO_LARGE</c> above <see cref="SeriesActorsAnswer.MaxIds"/>.</returns>
    Task<Result<SeriesActorsAnswer>> SeriesActorsAsync(
        TenantScope tenant, SeriesQuery query, CancellationToken cancellationToken);

    /// <summary>The groups with the highest figures.</summary>
    Task<Result<TopListAnswer>> TopListAsync(
        TenantScope tenant, TopListQuery query, CancellationToken cancellationToken);

    /// <summary>How many reach each step, and how long they take.</summary>
    Task<Result<FunnelAnswer>> FunnelAsync(
        TenantScope tenant, FunnelDefinition funnel, CancellationToken cancellationToken);

    /// <summary>Who comes back, by cohort and period.</summary>
    Task<Result<RetentionAnswer>> RetentionAsync(
        TenantScope tenant, RetentionQuery query, CancellationToken cancellationToken);

    /// <summary>Who is new, returning, resurrecting or dormant in each period.</summary>
    Task<Result<LifecycleAnswer>> LifecycleAsync(
        TenantScope tenant, LifecycleQuery query, CancellationToken cancellationToken);

    /// <summary>On how many days of each period actors are active.</summary>
    Task<Result<StickinessAnswer>> StickinessAsync(
        TenantScope tenant, StickinessQuery query, CancellationToken cancellationToken);

    /// <summary>What actors do one after the other.</summary>
    Task<Result<PathsAnswer>> PathsAsync(TenantScope tenant, PathsQuery query, CancellationToken cancellationToken);

    /// <summary>How long it takes from one event to another.</summary>
    Task<Result<DistributionAnswer>> TimeBetweenAsync(
        TenantScope tenant, TimeBetweenQuery query, CancellationToken cancellationToken);

    /// <summary>How many events each actor did.</summary>
    Task<Result<DistributionAnswer>> EventsPerActorAsync(
        TenantScope tenant, EventsPerActorQuery query, CancellationToken cancellationToken);

    /// <summary>Who came back after a long silence.</summary>
    Task<Result<DistributionAnswer>> ReactivationAsync(
        TenantScope tenant, ReactivationQuery query, CancellationToken cancellationToken);

    /// <summary>Which events go with a goal.</summary>
    Task<Result<CorrelationAnswer>> CorrelationAsync(
        TenantScope tenant, CorrelationQuery query, CancellationToken cancellationToken);

    /// <summary>Who belongs to a cohort.</summary>
    Task<Result<CohortAnswer>> CohortAsync(
        TenantScope tenant, CohortQuery query, CancellationToken cancellationToken);

    /// <summary>Who is behind a figure: as many as it says where it counts actors.</summary>
    /// <returns>The actors, or a problem <c>FIGURE_UNKNOWN</c> for a figure that this engine does not list.</returns>
    Task<Result<ActorsAnswer>> ActorsAsync(
        TenantScope tenant, ActorsQuery query, CancellationToken cancellationToken);

    /// <summary>How far two figures agree, from one state of the log, and which rules keep the actors of each out of the
    /// other: a set of actors for each rule, however many differ.</summary>
    /// <returns>The classes of both sides, or <c>FIGURE_UNKNOWN</c>.</returns>
    Task<Result<DifferenceAnswer>> ReconcileAsync(
        TenantScope tenant, FigureDifference difference, CancellationToken cancellationToken);

    /// <summary>The actors that the first of two figures counts and the second does not, page by page.</summary>
    /// <returns>A page, or <c>FIGURE_UNKNOWN</c>.</returns>
    Task<Result<ActorsAnswer>> DifferingActorsAsync(
        TenantScope tenant, FigureDifference difference, CancellationToken cancellationToken);

    /// <summary>Figures of sessions.</summary>
    Task<Result<SessionsAnswer>> SessionsAsync(
        TenantScope tenant, SessionsQuery query, CancellationToken cancellationToken);

    /// <summary>The sessions themselves, page by page.</summary>
    Task<Result<SessionListAnswer>> SessionListAsync(
        TenantScope tenant, SessionListQuery query, CancellationToken cancellationToken);

    /// <summary>One actor's events, page by page, by any of its ids.</summary>
    Task<Result<TimelineAnswer>> TimelineAsync(
        TenantScope tenant, TimelineQuery query, CancellationToken cancellationToken);

    /// <summary>Which properties events have, with their types and some values.</summary>
    Task<Result<PropertiesAnswer>> PropertiesAsync(
        TenantScope tenant, PropertiesQuery query, CancellationToken cancellationToken);

    /// <summary>What a question would cost, from statistics alone: no event is read.</summary>
    Task<Result<EstimateAnswer>> EstimateAsync(
        TenantScope tenant, Question question, CancellationToken cancellationToken);

    /// <summary>How a question would be answered: it is gone through as if it were asked, and no event is read.</summary>
    /// <returns>The plan; a problem that answering it would have, or <c>QUESTION_UNKNOWN</c> for a kind that has no plan.</returns>
    Task<Result<PlanAnswer>> ExplainAsync(TenantScope tenant, Question question, CancellationToken cancellationToken);

    /// <summary>Names of the tenant's events with their number, most frequent first, then by name.</summary>
    Task<EventNamesAnswer> EventNamesAsync(TenantScope tenant, CancellationToken cancellationToken);

    /// <summary>Holds the newest state of a tenant's log, so that several questions see the same.</summary>
    /// <returns>The state, to be disposed of; a problem <c>NOT_YET_VISIBLE</c> while a damaged file is being rebuilt.</returns>
    Task<Result<HeldState>> HoldAsync(TenantScope tenant, CancellationToken cancellationToken);

    /// <summary>
    /// Waits until the engine has seen the log up to a position, so that a caller reads its own writes.
    /// </summary>
    /// <param name="tenant">Whose log.</param>
    /// <param name="position">As an append returned it.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The watermark reached; a problem <c>NOT_YET_VISIBLE</c> when a second was not enough.</returns>
    Task<Result<long>> WaitForAsync(TenantScope tenant, long position, CancellationToken cancellationToken);
}
