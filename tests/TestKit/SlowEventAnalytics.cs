using System.Collections.Concurrent;
using System.Collections.Immutable;
using Analytics.Domain.Cohorts;
using Analytics.Domain.Correlations;
using Analytics.Domain.Distributions;
using Analytics.Domain.Funnels;
using Analytics.Domain.Identity;
using Analytics.Domain.Lifecycle;
using Analytics.Domain.Paths;
using Analytics.Domain.Querying;
using Analytics.Domain.Retention;
using Analytics.Domain.Series;
using Analytics.Domain.Sessions;
using Analytics.Domain.Tenancy;

namespace Analytics.TestKit;

/// <summary>
/// The slow twin of every engine: the definitions written down as plainly as they can be, over a list. Where it
/// and an engine disagree, one of them is wrong.
/// </summary>
public sealed class SlowEventAnalytics(FakeEventLog log, (TenantId Tenant, long Position)? held = null) : IEventAnalytics
{
    private readonly ConcurrentDictionary<(TenantId, long?), (SlowLog Log, int Length)> _logs = new();

    public Task<Result<ImmutableArray<SeriesAnswer>>> SeriesAsync(
        TenantScope tenant, IReadOnlyList<SeriesQuery> queries, CancellationToken cancellationToken)
    {
        if (queries.Select(query => query.AsOf).Distinct().Count() > 1)
            return Task.FromResult<Result<ImmutableArray<SeriesAnswer>>>(Problem.Invalid("OPTIONS_CONFLICT", "As of several.", "asOf"));
        var answers = ImmutableArray.CreateBuilder<SeriesAnswer>();
        foreach (var query in queries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!SlowSeries.Answer(Data(tenant, query), query).TryGet(out var answer, out var problem))
                return Task.FromResult<Result<ImmutableArray<SeriesAnswer>>>(problem);
            answers.Add(answer);
        }
        return Task.FromResult<Result<ImmutableArray<SeriesAnswer>>>(answers.ToImmutable());
    }

    public Task<Result<SeriesActorsAnswer>> SeriesActorsAsync(
        TenantScope tenant, SeriesQuery query, CancellationToken cancellationToken) =>
        Answer(tenant, query, data => SlowSeries.Actors(data, query), cancellationToken);

    public Task<Result<TopListAnswer>> TopListAsync(
        TenantScope tenant, TopListQuery query, CancellationToken cancellationToken) =>
        Answer(tenant, query, data => SlowTopList.Answer(data, query), cancellationToken);

    public Task<Result<FunnelAnswer>> FunnelAsync(
        TenantScope tenant, FunnelDefinition funnel, CancellationToken cancellationToken) =>
        Answer(tenant, funnel, data => SlowFunnel.Answer(data, funnel), cancellationToken);

    public Task<Result<RetentionAnswer>> RetentionAsync(
        TenantScope tenant, RetentionQuery query, CancellationToken cancellationToken) =>
        Answer(tenant, query, data => SlowRetention.Answer(data, query), cancellationToken);

    public Task<Result<LifecycleAnswer>> LifecycleAsync(
        TenantScope tenant, LifecycleQuery query, CancellationToken cancellationToken) =>
        Answer(tenant, query, data => SlowLifecycle.Answer(data, query), cancellationToken);

    public Task<Result<StickinessAnswer>> StickinessAsync(
        TenantScope tenant, StickinessQuery query, CancellationToken cancellationToken) =>
        Answer(tenant, query, data => SlowStickiness.Answer(data, query), cancellationToken);

    public Task<Result<PathsAnswer>> PathsAsync(
        TenantScope tenant, PathsQuery query, CancellationToken cancellationToken) =>
        Answer(tenant, query, data => SlowPaths.Answer(data, query), cancellationToken);

    public Task<Result<DistributionAnswer>> TimeBetweenAsync(
        TenantScope tenant, TimeBetweenQuery query, CancellationToken cancellationToken) =>
        Answer(tenant, query, data => SlowDistributions.Answer(data, query), cancellationToken);

    public Task<Result<DistributionAnswer>> EventsPerActorAsync(
        TenantScope tenant, EventsPerActorQuery query, CancellationToken cancellationToken) =>
        Answer(tenant, query, data => SlowDistributions.Answer(data, query), cancellationToken);

    public Task<Result<DistributionAnswer>> ReactivationAsync(
        TenantScope tenant, ReactivationQuery query, CancellationToken cancellationToken) =>
        Answer(tenant, query, data => SlowDistributions.Answer(data, query), cancellationToken);

    public Task<Result<CorrelationAnswer>> CorrelationAsync(
        TenantScope tenant, CorrelationQuery query, CancellationToken cancellationToken) =>
        Answer(tenant, query, data => SlowCorrelation.Answer(data, query), cancellationToken);

    public Task<Result<CohortAnswer>> CohortAsync(
        TenantScope tenant, CohortQuery query, CancellationToken cancellationToken) =>
        Answer(tenant, query, data => SlowCohort.Answer(data, query), cancellationToken);

    public Task<Result<ActorsAnswer>> ActorsAsync(
        TenantScope tenant, ActorsQuery query, CancellationToken cancellationToken) =>
        Answer(tenant, query, data => SlowActors.Answer(data, query), cancellationToken);

    public Task<Result<DifferenceAnswer>> ReconcileAsync(
        TenantScope tenant, FigureDifference difference, CancellationToken cancellationToken) =>
        new SlowDifference(this, log, tenant, difference).AnswerAsync(cancellationToken);

    public Task<Result<ActorsAnswer>> DifferingActorsAsync(
        TenantScope tenant, FigureDifference difference, CancellationToken cancellationToken) =>
        new SlowDifference(this, log, tenant, difference).ListAsync(cancellationToken);

    public Task<Result<TimelineAnswer>> TimelineAsync(
        TenantScope tenant, TimelineQuery query, CancellationToken cancellationToken) =>
        Answer(tenant, query, data => SlowTimeline.Answer(data, query), cancellationToken);

    public Task<Result<SessionsAnswer>> SessionsAsync(
        TenantScope tenant, SessionsQuery query, CancellationToken cancellationToken) =>
        Answer(tenant, query, data => SlowSessions.Answer(data, query), cancellationToken);

    public Task<Result<SessionListAnswer>> SessionListAsync(
        TenantScope tenant, SessionListQuery query, CancellationToken cancellationToken) =>
        Answer(tenant, query, data => SlowSessionList.Answer(data, query), cancellationToken);

    public Task<Result<PropertiesAnswer>> PropertiesAsync(
        TenantScope tenant, PropertiesQuery query, CancellationToken cancellationToken) =>
        Answer(tenant, query, data => SlowProperties.Answer(data, query), cancellationToken);

    // A twin has no statistics: it looks at every event and cannot tell how long that takes.
    public Task<Result<EstimateAnswer>> EstimateAsync(
        TenantScope tenant, Question question, CancellationToken cancellationToken) =>
        Task.FromResult<Result<EstimateAnswer>>(new EstimateAnswer(log.All(tenant).Length, 0));

    public Task<Result<PlanAnswer>> ExplainAsync(
        TenantScope tenant, Question question, CancellationToken cancellationToken) => Answer(tenant, question, data => new PlanAnswer(
            new PlanStep("look at every event", 1, data.Events.Length, [], []), IsKept: false,
            new EstimateAnswer(data.Events.Length, 0), 0,
            new PlannedState(1, data.Events.Length, 0, HasRenames: false, IsPast: question.AsOf is not null), data.Log.Meta), cancellationToken);

    public Task<EventNamesAnswer> EventNamesAsync(TenantScope tenant, CancellationToken cancellationToken)
    {
        var all = Log(tenant, Held(tenant)).Data(includeBots: false, tenant.Tenant.SessionGap);
        return Task.FromResult(new EventNamesAnswer(
            [
                .. all.Events
                    .GroupBy(one => one.Name, StringComparer.Ordinal)
                    .Select(group => new EventNameCount(
                        group.Key, group.Count(), group.Min(one => one.Time), group.Max(one => one.Time)))
                    .OrderByDescending(name => name.Count)
                    .ThenBy(name => name.Name, StringComparer.Ordinal),
            ],
            all.Log.Meta));
    }

    public Task<Result<HeldState>> HoldAsync(TenantScope tenant, CancellationToken cancellationToken)
    {
        long head = log.Entries(tenant).Length;
        return Task.FromResult<Result<HeldState>>(
            new HeldState(new SlowEventAnalytics(log, (tenant.Id, head)), head, new CancellationTokenSource()));
    }

    public Task<Result<long>> WaitForAsync(TenantScope tenant, long position, CancellationToken cancellationToken)
    {
        long head = log.Entries(tenant).Length;
        return Task.FromResult<Result<long>>(
            head >= position ? head : Problem.Invalid("NOT_YET_VISIBLE", "The log is shorter.", "atLeast"));
    }

    private Task<Result<T>> Answer<T>(
        TenantScope tenant, Question question, Func<SlowData, T> answer, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (question.AsOf < 0)
            return Task.FromResult<Result<T>>(Problem.Invalid("VALUE_OUT_OF_RANGE", "Below 0.", "asOf"));
        return Task.FromResult(question.AsOf > log.Entries(tenant).Length
            ? Problem.Invalid("NOT_YET_VISIBLE", "The log is shorter.", "asOf")
            : (Result<T>)answer(Data(tenant, question)));
    }

    private SlowData Data(TenantScope tenant, Question question) =>
        Log(tenant, question.AsOf ?? Held(tenant)).Data(question.IncludeBots, tenant.Tenant.SessionGap);

    private long? Held(TenantScope tenant) => held is { } state && state.Tenant == tenant.Id ? state.Position : null;

    // Reading the log again for each question would cost more than answering it.
    private SlowLog Log(TenantScope tenant, long? asOf)
    {
        var entries = log.Entries(tenant);
        var (known, length) = _logs.GetOrAdd((tenant.Id, asOf), _ => (new SlowLog(entries, asOf), entries.Length));
        if (length != entries.Length)
            _logs[(tenant.Id, asOf)] = (known = new SlowLog(entries, asOf), entries.Length);
        return known;
    }
}
