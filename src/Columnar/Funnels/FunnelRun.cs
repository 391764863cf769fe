using Analytics.Columnar.Cohorts;
using Analytics.Columnar.Querying;
using Analytics.Columnar.Shards;
using Analytics.Domain.Funnels;

namespace Analytics.Columnar.Funnels;

/// <summary>Answers one funnel.</summary>
internal sealed class FunnelRun(QueryRun run, FunnelDefinition funnel)
{
    /// <summary>Whether the walk that knows every option takes the usual funnels, too: tests compare the two.</summary>
    public bool TakesLongWay { get; init; }

    /// <returns>The answer; <c>TOO_MANY_BUCKETS</c> for a trend over too many.</returns>
    public async ValueTask<Result<FunnelAnswer>> ExecuteAsync()
    {
        if (!FunnelPlan.Create(run.Snapshot, funnel).TryGet(out var plan, out var problem))
            return problem;
        using var cohort = await CohortScan.FindAsync(run, funnel.Cohort, funnel.IncludeBots);
        if (plan.CrossesActors)
            return await new GroupFunnel(run, plan, cohort).ExecuteAsync();
        var shards = new ActorShards(run.Snapshot, funnel.IncludeBots);
        var walks = await run.ForEachAsync<FunnelWalk>(
            shards.Count,
            () => plan.IsPlain && !TakesLongWay ? new PlainFunnelWalk(run, plan, cohort) : new PathFunnelWalk(run, plan, cohort),
            (walk, shard) => walk.Add(shards[shard].From, shards[shard].To));
        try
        {
            return new FunnelAnswers(plan, [.. walks.Select(walk => walk.Tally)]).Answer(run.Meta());
        }
        finally
        {
            foreach (var walk in walks)
                walk.Dispose();
        }
    }
}
