using Analytics.Columnar.Cohorts;
using Analytics.Columnar.Series;
using Analytics.Columnar.Shards;
using Analytics.Domain.Cohorts;
using Analytics.Domain.Sessions;

namespace Analytics.Columnar.Sessions;

/// <summary>Answers one question about figures of sessions.</summary>
internal static class SessionsRun
{
    public static async ValueTask<SessionsAnswer> ExecuteAsync(SessionScope scope)
    {
        var shards = new ActorShards(scope.Run.Snapshot, scope.IncludeBots);
        var walks = await scope.Run.ForEachAsync(
            shards.Pass("measure sessions", scope.Columns),
            () => new SessionWalk<FactSink>(scope, new FactSink(scope)),
            (walk, shard) => walk.Add(shards[shard].From, shards[shard].To));
        try
        {
            var facts = walks.Select(walk => walk.Sink.Facts).ToList();
            var answer = new SessionsAnswer(
                SessionCells.All(facts),
                scope.Buckets is { } buckets
                    ? [.. SessionCells.Each(facts, part => part.Buckets, [], buckets.Count)]
                    : [],
                [],
                null,
                scope.Run.Meta());
            return scope.Groups is { } groups ? WithGroups(answer, groups, facts) : answer;
        }
        finally
        {
            foreach (var walk in walks)
                walk.Dispose();
        }
    }

    /// <summary>The actors whose sessions a figure counts.</summary>
    public static async ValueTask FindActorsAsync(SessionScope scope, FigurePlace.Bucket place, ActorSet found)
    {
        int? group = place.Group is { } key ? scope.Groups!.Space.Of(key) : null;
        var shards = new ActorShards(scope.Run.Snapshot, scope.IncludeBots);
        var walks = await scope.Run.ForEachAsync(
            shards.Count,
            () => new SessionWalk<ActorSink>(scope, new ActorSink(scope, place.Index, group, found)),
            (walk, shard) => walk.Add(shards[shard].From, shards[shard].To));
        foreach (var walk in walks)
            walk.Dispose();
    }

    private static SessionsAnswer WithGroups(SessionsAnswer answer, GroupPlan groups, List<SessionFacts> facts)
    {
        var sizes = new long[groups.Space.Count];
        foreach (var part in facts)
            foreach (var group in part.Groups.Span)
                sizes[group]++;
        if (!groups.IsChosen)
            groups.Choose(Array.ConvertAll(sizes, size => size > 0), group => sizes[group]);
        var layout = groups.Layout(width: 1);
        var slots = new int[sizes.Length];
        for (var group = 0; group < slots.Length; group++)
            slots[group] = layout.Slot(group);
        var figures = SessionCells.Each(facts, part => part.Groups, slots, groups.Other + 1);
        return answer with
        {
            Groups = [.. groups.Shown.Select((group, slot) => new SessionGroup(group.Key, figures[slot]))],
            Other = figures[groups.Other] is { Count: > 0 } rest ? rest : null,
        };
    }
}
