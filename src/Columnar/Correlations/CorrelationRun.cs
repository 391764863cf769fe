using System.Collections.Immutable;
using Analytics.Columnar.Segments;
using Analytics.Columnar.Shards;
using Analytics.Domain.Correlations;

namespace Analytics.Columnar.Correlations;

/// <summary>Answers which events go with a goal.</summary>
internal static class CorrelationRun
{
    public static async ValueTask<CorrelationAnswer> ExecuteAsync(CorrelationScope scope)
    {
        var shards = new ActorShards(scope.Run.Snapshot, scope.Query.IncludeBots);
        var walks = await scope.Run.ForEachAsync(
            shards.Pass("find who did what before a goal", scope.Columns),
            () => new CorrelationWalk(scope),
            (walk, shard) => walk.Add(shards[shard].From, shards[shard].To));
        try
        {
            foreach (var walk in walks.Skip(1))
                walks[0].Merge(walk);
            return new CorrelationAnswer(walks[0].Actors, walks[0].Converted, Events(scope, walks[0]), scope.Run.Meta());
        }
        finally
        {
            foreach (var walk in walks)
                walk.Dispose();
        }
    }

    private static ImmutableArray<CorrelationCount> Events(CorrelationScope scope, CorrelationWalk all)
    {
        var (query, snapshot) = (scope.Query, scope.Run.Snapshot);
        if (!query.Events.IsEmpty)
            return [.. query.Events.Select(name => Count(name, snapshot.Names.Sent(name).Select(snapshot.Names.Of).FirstOrDefault()))];
        var texts = snapshot.Dictionary(DictionaryId.Names);
        var did = all.Did.ToArray();
        return
        [
            .. Enumerable.Range(0, did.Length)
                .Where(name => did[name] > 0)
                .Select(name => Count(texts.Text((uint)name), (uint)name))
                .OrderByDescending(one => one.Did)
                .ThenBy(one => one.Name, StringComparer.Ordinal)
                .Take(query.Limit),
        ];

        // Code 0 is nobody's name.
        CorrelationCount Count(string name, uint code) => new(name, all.Did[(int)code], all.DidAndConverted[(int)code]);
    }
}
