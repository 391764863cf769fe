using Analytics.Columnar.Cohorts;
using Analytics.Columnar.Querying;
using Analytics.Columnar.Segments;
using Analytics.Columnar.Shards;
using Analytics.Domain.Sessions;

namespace Analytics.Columnar.Sessions;

/// <summary>Answers one question for a list of sessions: finds those of the page, then tells what is known of
/// them.</summary>
internal static class SessionListRun
{
    public static async ValueTask<SessionListAnswer> ExecuteAsync(
        QueryRun run, SessionListQuery query, ActorSet? cohort)
    {
        var scope = new SessionScope(run, query, [], cohort);
        var order = new PlaceOrder(run.Snapshot.Dictionary(DictionaryId.Actors), query.After);
        var ranges = Ranges(run, query);
        var walks = await run.ForEachAsync(
            ranges.Count,
            () => new SessionWalk<PlaceSink>(scope, new PlaceSink(scope, order, query.Limit)),
            (walk, range) => walk.Add(ranges[range].From, ranges[range].To));
        foreach (var walk in walks)
            walk.Dispose();
        var found = walks.SelectMany(walk => walk.Sink.Kept).Order(order).Take(query.Limit).ToList();
        using var records = new SessionRecords(run, query);
        var listed = new SessionRecord[found.Count];
        // Each actor is read once.
        foreach (var index in Enumerable.Range(0, found.Count).OrderBy(index => found[index].Actor))
            listed[index] = records.Of(found[index]);
        return new SessionListAnswer(walks.Sum(walk => walk.Sink.Count), [.. listed], run.Meta());
    }

    // An id stands for whom it belongs to now.
    private static List<(uint From, uint To)> Ranges(QueryRun run, SessionListQuery query)
    {
        var snapshot = run.Snapshot;
        if (query.Actor is null)
        {
            var shards = new ActorShards(snapshot, query.IncludeBots);
            return [.. Enumerable.Range(0, shards.Count).Select(shard => shards[shard])];
        }
        var id = snapshot.Dictionary(DictionaryId.Actors).Find(query.Actor);
        if (id == 0)
            return [];
        var actor = snapshot.ActorProperties.MapOf(snapshot).ActorOf(id);
        return [(actor, actor + 1)];
    }
}
