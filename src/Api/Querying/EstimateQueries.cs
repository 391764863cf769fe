using Analytics.Api.Access;
using Analytics.Api.Correlations;
using Analytics.Api.Distributions;
using Analytics.Api.Funnels;
using Analytics.Api.Hosting;
using Analytics.Api.Lifecycle;
using Analytics.Api.Metrics;
using Analytics.Api.Paths;
using Analytics.Api.Retention;
using Analytics.Api.Series;
using Analytics.Api.Sessions;
using Analytics.Domain.Querying;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.Querying;

/// <summary>What questions would cost.</summary>
[QueryType]
public static class EstimateQueries
{
    /// <summary>What a question would cost, from statistics alone: nothing is read for it.</summary>
    /// <param name="question">As it would be asked.</param>
    [Authorize(Policies.Query)]
    public static async Task<Estimate> GetEstimateAsync(
        QuestionInput question,
        TenantScope tenant,
        RequestAnalytics engine,
        InternalEvents internals,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var asked = await question.ToDomainAsync(tenant, internals, clock, cancellationToken);
        var answer = (await engine.EstimateAsync(tenant, asked, cancellationToken)).OrThrow();
        return new Estimate(answer.Rows, answer.Milliseconds);
    }
}

/// <summary>What a question would cost.</summary>
/// <param name="Rows">Events that would be looked at.</param>
/// <param name="Milliseconds">Time that it would take on this node when nothing else runs.</param>
public sealed record Estimate(long Rows, double Milliseconds);

/// <summary>A question of any kind.</summary>
[OneOf]
public sealed record QuestionInput
{
    /// <summary>As for <c>explore</c>.</summary>
    public SeriesQueryInput? Explore { get; init; }

    /// <summary>As for <c>topList</c>.</summary>
    public TopListInput? TopList { get; init; }

    /// <summary>As for <c>funnel</c>.</summary>
    public FunnelInput? Funnel { get; init; }

    /// <summary>As for <c>retention</c>.</summary>
    public RetentionInput? Retention { get; init; }

    /// <summary>As for <c>lifecycle</c>.</summary>
    public LifecycleInput? Lifecycle { get; init; }

    /// <summary>As for <c>stickiness</c>.</summary>
    public StickinessInput? Stickiness { get; init; }

    /// <summary>As for <c>paths</c>.</summary>
    public PathsInput? Paths { get; init; }

    /// <summary>As for <c>timeBetween</c>.</summary>
    public TimeBetweenInput? TimeBetween { get; init; }

    /// <summary>As for <c>eventsPerActor</c>.</summary>
    public EventsPerActorInput? EventsPerActor { get; init; }

    /// <summary>As for <c>reactivation</c>.</summary>
    public ReactivationInput? Reactivation { get; init; }

    /// <summary>As for <c>correlation</c>.</summary>
    public CorrelationInput? Correlation { get; init; }

    /// <summary>As for <c>sessions</c>.</summary>
    public SessionsInput? Sessions { get; init; }

    /// <summary>The question as its field would ask it, that of the tenant's own people left out where it says so.</summary>
    internal async Task<EventQuery> ToDomainAsync(
        TenantScope tenant, InternalEvents internals, TimeProvider clock, CancellationToken cancellationToken)
    {
        var exclude = Explore?.ExcludeInternal ?? TopList?.ExcludeInternal ?? Funnel?.ExcludeInternal ?? Retention?.ExcludeInternal
            ?? Lifecycle?.ExcludeInternal ?? Stickiness?.ExcludeInternal ?? Paths?.ExcludeInternal
            ?? TimeBetween?.ExcludeInternal ?? EventsPerActor?.ExcludeInternal ?? Reactivation?.ExcludeInternal
            ?? Correlation?.ExcludeInternal ?? Sessions?.ExcludeInternal;
        return await internals.LeaveOutAsync(tenant, exclude, ToDomain(tenant, clock), cancellationToken);
    }

    private EventQuery ToDomain(TenantScope tenant, TimeProvider clock) => this switch
    {
        { Explore: { } series } => series.ToSeries(new(tenant, series.TimeZone, clock), "question.explore").Checked("question.explore"),
        { TopList: { } list } => list.ToDomain(new(tenant, list.TimeZone, clock), "question.topList").Checked("question.topList"),
        { Funnel: { } funnel } => funnel.ToDomain(new(tenant, funnel.TimeZone, clock), "question.funnel").Checked("question.funnel"),
        { Retention: { } matrix } =>
            matrix.ToDomain(new(tenant, matrix.TimeZone, clock), "question.retention").Checked("question.retention"),
        { Lifecycle: { } lifecycle } =>
            lifecycle.ToDomain(new(tenant, lifecycle.TimeZone, clock), "question.lifecycle").Checked("question.lifecycle"),
        { Stickiness: { } days } =>
            days.ToDomain(new(tenant, days.TimeZone, clock), "question.stickiness").Checked("question.stickiness"),
        { Paths: { } paths } =>
            paths.ToDomain(new(tenant, paths.TimeZone, clock), "question.paths").Checked("question.paths"),
        { TimeBetween: { } times } =>
            times.ToDomain(new(tenant, times.TimeZone, clock), "question.timeBetween").Checked("question.timeBetween"),
        { EventsPerActor: { } numbers } => numbers.ToDomain(new(tenant, numbers.TimeZone, clock), "question.eventsPerActor")
            .Checked("question.eventsPerActor"),
        { Reactivation: { } returns } =>
            returns.ToDomain(new(tenant, returns.TimeZone, clock), "question.reactivation").Checked("question.reactivation"),
        { Correlation: { } goal } =>
            goal.ToDomain(new(tenant, goal.TimeZone, clock), "question.correlation").Checked("question.correlation"),
        { Sessions: { } sessions } =>
            sessions.ToDomain(new(tenant, sessions.TimeZone, clock), "question.sessions").Checked("question.sessions"),
        _ => throw new InvalidOperationException("A @oneOf input has one field."),
    };
}
