using Analytics.Columnar.Shards;
using Analytics.Domain.Paths;

namespace Analytics.Columnar.Paths;

/// <summary>Answers one question about paths.</summary>
internal static class PathsRun
{
    public static async ValueTask<PathsAnswer> ExecuteAsync(PathScope scope)
    {
        var shards = new ActorShards(scope.Run.Snapshot, scope.Query.IncludeBots);
        var walks = await scope.Run.ForEachAsync(
            shards.Pass("follow paths", scope.Columns),
            () => new PathWalk(scope),
            (walk, shard) => walk.Add(shards[shard].From, shards[shard].To));
        try
        {
            foreach (var walk in walks.Skip(1))
                walks[0].Tree.Merge(walk.Tree);
            return new PathsAnswers(scope, walks[0].Tree).Answer();
        }
        finally
        {
            foreach (var walk in walks)
                walk.Dispose();
        }
    }
}
