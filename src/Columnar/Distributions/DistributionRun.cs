using Analytics.Columnar.Encoding;
using Analytics.Columnar.Shards;
using Analytics.Domain.Distributions;

namespace Analytics.Columnar.Distributions;

/// <summary>Answers one question about a distribution.</summary>
internal static class DistributionRun
{
    // Times are milliseconds, and told in seconds.
    private const int TimeScale = 3;

    public static async ValueTask<DistributionAnswer> ExecuteAsync(TimeBetweenScope scope, TimeBetweenQuery query)
    {
        var shards = new ActorShards(scope.Run.Snapshot, scope.IncludeBots);
        var walks = await scope.Run.ForEachAsync(
            shards.Pass("measure times between events", scope.Columns),
            () => new TimeBetweenWalk(scope),
            (walk, shard) => walk.Add(shards[shard].From, shards[shard].To));
        try
        {
            return new DistributionAnswers<long>(
                scope.Run,
                new DistributionCells<long>(query.InnerEdges, TimeScale),
                [.. walks.Select(walk => walk.Facts)]).Answer(scope.Groups);
        }
        finally
        {
            foreach (var walk in walks)
                walk.Dispose();
        }
    }

    public static async ValueTask<DistributionAnswer> ExecuteAsync(ReactivationScope scope, ReactivationQuery query)
    {
        var shards = new ActorShards(scope.Run.Snapshot, scope.IncludeBots);
        var walks = await scope.Run.ForEachAsync(
            shards.Pass("find returns after a silence", scope.Columns),
            () => new ReactivationWalk(scope),
            (walk, shard) => walk.Add(shards[shard].From, shards[shard].To));
        try
        {
            return new DistributionAnswers<long>(
                scope.Run,
                new DistributionCells<long>(query.InnerEdges, TimeScale),
                [.. walks.Select(walk => walk.Facts)]).Answer(scope.Groups);
        }
        finally
        {
            foreach (var walk in walks)
                walk.Dispose();
        }
    }

    public static async ValueTask<DistributionAnswer> ExecuteAsync(EventsPerActorScope scope, EventsPerActorQuery query)
    {
        var shards = new ActorShards(scope.Run.Snapshot, scope.IncludeBots);
        var walks = await scope.Run.ForEachAsync(
            shards.Pass("count by actor", scope.Columns),
            () => new EventsPerActorWalk(scope),
            (walk, shard) => walk.Add(shards[shard].From, shards[shard].To));
        try
        {
            return new DistributionAnswers<Int128>(
                scope.Run,
                new DistributionCells<Int128>(query.InnerEdges, scope.Numbers is null ? 0 : DecimalText.MaxDigits),
                [.. walks.Select(walk => walk.Facts)]).Answer(scope.Groups);
        }
        finally
        {
            foreach (var walk in walks)
                walk.Dispose();
        }
    }
}
