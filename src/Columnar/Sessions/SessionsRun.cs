using Analytics.Columnar.Shards;
using Analytics.Domain.Sessions;

namespace Analytics.Columnar.Sessions;

/// <summary>Answers one question about sessions.</summary>
internal static class SessionsRun
{
    public static async ValueTask<SessionsAnswer> ExecuteAsync(SessionScope scope)
    {
        var shards = new ActorShards(scope.Run.Snapshot, scope.Query.IncludeBots);
        var walks = await scope.Run.ForEachAsync(
            shards.Count, () => new SessionWalk(scope), (walk, shard) => walk.Add(shards[shard].From, shards[shard].To));
        try
        {
            var facts = walks.Select(walk => walk.Facts).ToList();
            return new SessionsAnswer(
                SessionCells.All(facts),
                scope.Buckets is { } buckets ? [.. SessionCells.Each(facts, part => part.Buckets, [], buckets.Count)] : [],
                [],
                null,
                scope.Run.Meta());
        }
        finally
        {
            foreach (var walk in walks)
                walk.Dispose();
        }
    }
}
