using Analytics.Columnar.Cohorts;
using Analytics.Columnar.Querying;
using Analytics.Columnar.Shards;
using Analytics.Domain.Funnels;
using Analytics.Domain.Querying;

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
        var actors = new FunnelActors(cohort);
        if (plan.CrossesActors)
            return await new GroupFunnel(run, plan, actors).ExecuteAsync();
        var walks = await WalkAsync(plan, actors);
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

    /// <summary>The actors whose counted attempt took a step.</summary>
    /// <param name="step">From 0.</param>
    /// <param name="lostAfter">For those who took this step, an earlier one, and not the other; null for those who took
    /// the other.</param>
    /// <param name="group">Only attempts of this value of the breakdown; null for all.</param>
    /// <returns>To be disposed of by the caller.</returns>
    public async ValueTask<ActorSet> FindActorsAsync(int step, int? lostAfter, GroupKey? group = null)
    {
        var counted = funnel with
        {
            Count = FunnelCount.Actors, GroupProperty = null, Breakdown = group is null ? null : funnel.Breakdown, Trend = null,
            Times = false,
        };
        var plan = FunnelPlan.Create(run.Snapshot, counted).Value;
        var found = ActorSet.Of(run);
        try
        {
            using var cohort = await CohortScan.FindAsync(run, funnel.Cohort, funnel.IncludeBots);
            var members = new FunnelMembers(found, step, lostAfter, group is { } key ? plan.Breakdown!.Of(key.Only) : null);
            foreach (var walk in await WalkAsync(plan, new FunnelActors(cohort, members)))
                walk.Dispose();
            return found;
        }
        catch
        {
            found.Dispose();
            throw;
        }
    }

    private async ValueTask<IReadOnlyList<FunnelWalk>> WalkAsync(FunnelPlan plan, FunnelActors actors)
    {
        var shards = new ActorShards(run.Snapshot, plan.Funnel.IncludeBots);
        return await run.ForEachAsync<FunnelWalk>(
            shards.Pass(plan.IsPlain && !TakesLongWay ? "match steps" : "match steps with options", plan.Columns),
            () => plan.IsPlain && !TakesLongWay ? new PlainFunnelWalk(run, plan, actors) : new PathFunnelWalk(run, plan, actors),
            (walk, shard) => walk.Add(shards[shard].From, shards[shard].To));
    }
}
