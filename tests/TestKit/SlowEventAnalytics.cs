using System.Collections.Immutable;
using Analytics.Domain.Cohorts;
using Analytics.Domain.Funnels;
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
    public Task<Result<ImmutableArray<SeriesAnswer>>> SeriesAsync(
        TenantScope tenant, IReadOnlyList<SeriesQuery> queries, CancellationToken cancellationToken)
    {
        var answers = ImmutableArray.CreateBuilder<SeriesAnswer>();
        foreach (var query in queries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!SlowSeries.Answer(Events(tenant), query, tenant.Tenant.SessionGap, Meta(tenant))
                    .TryGet(out var answer, out var problem))
                return Task.FromResult<Result<ImmutableArray<SeriesAnswer>>>(problem);
            answers.Add(answer);
        }
        return Task.FromResult<Result<ImmutableArray<SeriesAnswer>>>(answers.ToImmutable());
    }

    public Task<Result<FunnelAnswer>> FunnelAsync(
        TenantScope tenant, FunnelDefinition funnel, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<Result<FunnelAnswer>>(
            new FunnelAnswer(SlowFunnel.Steps(Events(tenant), funnel), Meta(tenant)));
    }

    public Task<Result<TopListAnswer>> TopListAsync(
        TenantScope tenant, TopListQuery query, CancellationToken cancellationToken) =>
        Task.FromResult<Result<TopListAnswer>>(_unknown);

    public Task<Result<RetentionAnswer>> RetentionAsync(
        TenantScope tenant, RetentionQuery query, CancellationToken cancellationToken) =>
        Task.FromResult<Result<RetentionAnswer>>(_unknown);

    public Task<Result<CohortAnswer>> CohortAsync(
        TenantScope tenant, CohortQuery query, CancellationToken cancellationToken) =>
        Task.FromResult<Result<CohortAnswer>>(_unknown);

    public Task<Result<SessionsAnswer>> SessionsAsync(
        TenantScope tenant, SessionsQuery query, CancellationToken cancellationToken) =>
        Task.FromResult<Result<SessionsAnswer>>(_unknown);

    private static readonly Problem _unknown =
        Problem.Invalid("QUESTION_NOT_ANSWERED", "This engine does not answer this kind of question yet.");

    public Task<EventNamesAnswer> EventNamesAsync(TenantScope tenant, CancellationToken cancellationToken) =>
        Task.FromResult(new EventNamesAnswer(
            [
                .. log.All(tenant)
                    .GroupBy(one => one.Name, StringComparer.Ordinal)
                    .Select(group => new EventNameCount(
                        group.Key,
                        group.Count(),
                        group.Min(one => one.OccurredAt),
                        group.Max(one => one.OccurredAt)))
                    .OrderByDescending(name => name.Count)
                    .ThenBy(name => name.Name, StringComparer.Ordinal),
            ],
            Meta(tenant)));

    public Task<Result<long>> WaitForAsync(TenantScope tenant, long position, CancellationToken cancellationToken)
    {
        long head = log.Entries(tenant).Length;
        return Task.FromResult<Result<long>>(
            head >= position ? head : Problem.Invalid("NOT_YET_VISIBLE", "The log is shorter.", "atLeast"));
    }

    private List<SlowEvent> Events(TenantScope tenant) => [.. log.All(tenant).Select(SlowEvent.Of)];

    private AnswerMeta Meta(TenantScope tenant)
    {
        var events = log.All(tenant);
        return new AnswerMeta(
            log.Entries(tenant).Length, events.IsEmpty ? null : events.Max(one => one.OccurredAt), "slow", events.Length);
    }
}
