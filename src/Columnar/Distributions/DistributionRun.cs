using System.Numerics;
using Analytics.Columnar.Encoding;
using Analytics.Columnar.Shards;
using Analytics.Domain.Distributions;

namespace Analytics.Columnar.Distributions;

/// <summary>What one thread finds for a distribution.</summary>
/// <typeparam name="T">Of the values.</typeparam>
internal interface IDistributionWalk<T> : IDisposable
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    DistributionFacts<T> Facts { get; }

    /// <summary>Takes the actors from one code to before another in.</summary>
    void Add(uint fromActor, uint toActor);
}

/// <summary>Answers one question about a distribution.</summary>
internal static class DistributionRun
{
    // Times are milliseconds, and told in seconds.
    private const int TimeScale = 3;

    public static ValueTask<DistributionAnswer> ExecuteAsync(TimeBetweenScope scope, TimeBetweenQuery query) => ExecuteAsync<long>(
        scope, "measure times between events", () => new TimeBetweenWalk(scope), new(query.InnerEdges, TimeScale));

    public static ValueTask<DistributionAnswer> ExecuteAsync(ReactivationScope scope, ReactivationQuery query) => ExecuteAsync<long>(
        scope, "find returns after a silence", () => new ReactivationWalk(scope), new(query.InnerEdges, TimeScale));

    public static ValueTask<DistributionAnswer> ExecuteAsync(EventsPerActorScope scope, EventsPerActorQuery query) => ExecuteAsync<Int128>(
        scope, "count by actor", () => new EventsPerActorWalk(scope),
        new(query.InnerEdges, scope.Numbers is null ? 0 : DecimalText.MaxDigits));

    private static async ValueTask<DistributionAnswer> ExecuteAsync<T>(
        DistributionScope scope, string pass, Func<IDistributionWalk<T>> create, DistributionCells<T> cells)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        var shards = new ActorShards(scope.Run.Snapshot, scope.IncludeBots);
        var walks = await scope.Run.ForEachAsync(
            shards.Pass(pass, scope.Columns), create, (walk, shard) => walk.Add(shards[shard].From, shards[shard].To));
        try
        {
            return new DistributionAnswers<T>(scope.Run, cells, [.. walks.Select(walk => walk.Facts)]).Answer(scope.Groups);
        }
        finally
        {
            foreach (var walk in walks)
                walk.Dispose();
        }
    }
}
