using Analytics.Columnar.Cohorts;
using Analytics.Columnar.Operators;
using Analytics.Columnar.Querying;
using Analytics.Columnar.Shards;
using Analytics.Domain.Querying;

namespace Analytics.Columnar.Lifecycle;

/// <summary>In which buckets actors are active, bound to a snapshot. Threads share it.</summary>
internal sealed class ActivityScope
{
    /// <param name="run">What it is part of.</param>
    /// <param name="query">Says whose events count.</param>
    /// <param name="activity">What counts as activity.</param>
    /// <param name="edges">Ascending, milliseconds, one more than there are buckets; a bucket may be empty.</param>
    /// <param name="cohort">Whose events; null for everybody's.</param>
    public ActivityScope(QueryRun run, EventQuery query, EventSelector activity, long[] edges, ActorSet? cohort)
    {
        (Run, Edges, Cohort, IncludeBots) = (run, edges, cohort, query.IncludeBots);
        Selector = new RowSelector(run.Snapshot, activity, query.Filter, edges[0], edges[^1]);
        Selector.AddColumns(Columns);
        IsPlain = Selector.IsAnyEvent && cohort is null;
    }

    public QueryRun Run { get; }

    public long[] Edges { get; }

    public ActorSet? Cohort { get; }

    public bool IncludeBots { get; }

    public ShardColumns Columns { get; } = new();

    public RowSelector Selector { get; }

    /// <summary>Whether every event of everybody counts: then times alone are looked at.</summary>
    public bool IsPlain { get; }

    /// <summary>Hands every actor's buckets to sinks, one a thread.</summary>
    /// <returns>The sinks, at least one.</returns>
    public async ValueTask<IReadOnlyList<TSink>> ForEachAsync<TSink>(Func<TSink> create)
        where TSink : IActivitySink
    {
        var shards = new ActorShards(Run.Snapshot, IncludeBots);
        var walks = await Run.ForEachAsync(
            shards.Pass("find active periods", Columns),
            () => new ActivityWalk<TSink>(this, create()),
            (walk, shard) => walk.Add(shards[shard].From, shards[shard].To));
        foreach (var walk in walks)
            walk.Dispose();
        return [.. walks.Select(walk => walk.Sink)];
    }
}

/// <summary>Takes the buckets in which actors are active.</summary>
internal interface IActivitySink
{
    /// <summary>Takes one actor.</summary>
    /// <param name="buckets">Those with an event, ascending, each once; at least one.</param>
    void Add(ReadOnlySpan<int> buckets);
}
