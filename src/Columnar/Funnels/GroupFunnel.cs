using Analytics.Columnar.Querying;
using Analytics.Columnar.Shards;
using Analytics.Domain.Funnels;

namespace Analytics.Columnar.Funnels;

/// <summary>
/// A funnel whose paths are groups: gathers the events of each group from all actors, then follows group after group.
/// </summary>
internal sealed class GroupFunnel(QueryRun run, FunnelPlan plan, FunnelActors actors)
{
    // About so many hits make a unit of work.
    private const int UnitHits = 1 << 16;

    public async ValueTask<Result<FunnelAnswer>> ExecuteAsync()
    {
        using var hits = await GatherAsync();
        hits.Arrange();
        var units = Units(hits);
        var walks = await run.ForEachAsync(
            new Pass("match steps, group after group", units.Count - 1),
            () => new GroupPathWalk(plan, hits),
            (walk, unit) =>
            {
                run.Take(0);
                var before = walk.Tally.Bytes;
                walk.Add(units[unit], units[unit + 1]);
                run.Reserve(walk.Tally.Bytes - before);
            });
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

    private async ValueTask<GroupHits> GatherAsync()
    {
        var shards = new ActorShards(plan.Snapshot, plan.Funnel.IncludeBots);
        var walks = await run.ForEachAsync(
            shards.Pass("gather steps by group", plan.Columns),
            () => new GroupGatherWalk(run, plan, actors),
            (walk, shard) => walk.Add(shards[shard].From, shards[shard].To));
        var hits = new GroupHits(plan.Held.Length);
        foreach (var walk in walks)
        {
            hits.Add(walk.Hits);
            walk.Dispose();
        }
        return hits;
    }

    // The groups at which units begin, then the number of groups.
    private static List<int> Units(GroupHits hits)
    {
        var units = new List<int> { 0 };
        for (var group = 0; group < hits.Groups; group++)
            if (hits.Start(group) - hits.Start(units[^1]) >= UnitHits)
                units.Add(group);
        units.Add(hits.Groups);
        return units;
    }
}
