using System.Collections.Concurrent;
using System.Collections.Immutable;
using Analytics.Domain.Cohorts;
using Analytics.Domain.Funnels;
using Analytics.Domain.Lifecycle;
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
public sealed class SlowEventAnalytics(FakeEventLog log) : IEventAnalytics
{
    private readonly ConcurrentDictionary<TenantId, SlowLog> _logs = new();

    public Task<Result<ImmutableArray<SeriesAnswer>>> SeriesAsync(
        TenantScope tenant, IReadOnlyList<SeriesQuery> queries, CancellationToken cancellationToken)
    {
        var answers = ImmutableArray.CreateBuilder<SeriesAnswer>();
        foreach (var query in queries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!SlowSeries.Answer(Data(tenant, query.IncludeBots), query).TryGet(out var answer, out var problem))
                return Task.FromResult<Result<ImmutableArray<SeriesAnswer>>>(problem);
            answers.Add(answer);
        }
        return Task.FromResult<Result<ImmutableArray<SeriesAnswer>>>(answers.ToImmutable());
    }

    public Task<Result<TopListAnswer>> TopListAsync(
        TenantScope tenant, TopListQuery query, CancellationToken cancellationToken) =>
        Answer(() => SlowTopList.Answer(Data(tenant, query.IncludeBots), query), cancellationToken);

    public Task<Result<FunnelAnswer>> FunnelAsync(
        TenantScope tenant, FunnelDefinition funnel, CancellationToken cancellationToken) =>
        Answer(() => SlowFunnel.Answer(Data(tenant, funnel.IncludeBots), funnel), cancellationToken);

    public Task<Result<RetentionAnswer>> RetentionAsync(
        TenantScope tenant, RetentionQuery query, CancellationToken cancellationToken) =>
        Answer(() => SlowRetention.Answer(Data(tenant, query.IncludeBots), query), cancellationToken);

    public Task<Result<LifecycleAnswer>> LifecycleAsync(
        TenantScope tenant, LifecycleQuery query, CancellationToken cancellationToken) =>
        Answer(() => SlowLifecycle.Answer(Data(tenant, query.IncludeBots), query), cancellationToken);

    public Task<Result<StickinessAnswer>> StickinessAsync(
        TenantScope tenant, StickinessQuery query, CancellationToken cancellationToken) =>
        Answer(() => SlowStickiness.Answer(Data(tenant, query.IncludeBots), query), cancellationToken);

    public Task<Result<CohortAnswer>> CohortAsync(
        TenantScope tenant, CohortQuery query, CancellationToken cancellationToken) =>
        Answer(() => SlowCohort.Answer(Data(tenant, query.IncludeBots), query), cancellationToken);

    public Task<Result<ActorsAnswer>> ActorsAsync(
        TenantScope tenant, ActorsQuery query, CancellationToken cancellationToken) =>
        Answer(() => SlowActors.Answer(Data(tenant, query.IncludeBots), query), cancellationToken);

    public Task<Result<SessionsAnswer>> SessionsAsync(
        TenantScope tenant, SessionsQuery query, CancellationToken cancellationToken) =>
        Answer(() => SlowSessions.Answer(Data(tenant, query.IncludeBots), query), cancellationToken);

    public Task<Result<SessionListAnswer>> SessionListAsync(
        TenantScope tenant, SessionListQuery query, CancellationToken cancellationToken) =>
        Answer(() => SlowSessionList.Answer(Data(tenant, query.IncludeBots), query), cancellationToken);

    public Task<Result<PropertiesAnswer>> PropertiesAsync(
        TenantScope tenant, PropertiesQuery query, CancellationToken cancellationToken) =>
        Answer(() => SlowProperties.Answer(Data(tenant, query.IncludeBots), query), cancellationToken);

    // A twin has no statistics: it looks at every event and cannot tell how long that takes.
    public Task<Result<EstimateAnswer>> EstimateAsync(
        TenantScope tenant, Question question, CancellationToken cancellationToken) =>
        Task.FromResult<Result<EstimateAnswer>>(new EstimateAnswer(log.All(tenant).Length, 0));

    public Task<EventNamesAnswer> EventNamesAsync(TenantScope tenant, CancellationToken cancellationToken)
    {
        var all = Data(tenant, includeBots: false);
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

    public Task<Result<long>> WaitForAsync(TenantScope tenant, long position, CancellationToken cancellationToken)
    {
        long head = log.Entries(tenant).Length;
        return Task.FromResult<Result<long>>(
            head >= position ? head : Problem.Invalid("NOT_YET_VISIBLE", "The log is shorter.", "atLeast"));
    }

    private static Task<Result<T>> Answer<T>(Func<T> answer, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<Result<T>>(answer());
    }

    private SlowData Data(TenantScope tenant, bool includeBots) =>
        Log(tenant).Data(includeBots, tenant.Tenant.SessionGap);

    // Reading the log again for each question would cost more than answering it.
    private SlowLog Log(TenantScope tenant)
    {
        var entries = log.Entries(tenant);
        return _logs.AddOrUpdate(
            tenant.Id,
            _ => new SlowLog(entries),
            (_, known) => known.Meta.Watermark == entries.Length ? known : new SlowLog(entries));
    }
}
