using Analytics.Columnar.Shards;
using Analytics.Domain.Retention;

namespace Analytics.Columnar.Retention;

/// <summary>Answers one question about retention.</summary>
internal static class RetentionRun
{
    public static async ValueTask<RetentionAnswer> ExecuteAsync(RetentionScope scope)
    {
        var shards = new ActorShards(scope.Run.Snapshot, scope.Query.IncludeBots);
        var walks = await scope.Run.ForEachAsync(
            shards.Count, () => new RetentionWalk(scope, 1), (walk, shard) => walk.Add(shards[shard].From, shards[shard].To));
        var matrix = walks[0].Matrix;
        foreach (var walk in walks)
        {
            if (walk.Matrix != matrix)
                matrix.Add(walk.Matrix);
            walk.Dispose();
        }
        if (scope.Query.ReturnBy is RetentionReturn.OnOrAfter)
            matrix.AddLaterColumns();
        return new RetentionAnswer(matrix.Rows(0), [], null, scope.Run.Meta());
    }
}
