using Analytics.Columnar.Cohorts;
using Analytics.Columnar.Shards;

namespace Analytics.Columnar.Sessions;

/// <summary>Notes whose sessions match, start in the range, and stand where a figure counts them.</summary>
/// <param name="scope">What is asked.</param>
/// <param name="bucket">Only sessions that start in it; null for all.</param>
/// <param name="group">Only those of this group; null for all.</param>
/// <param name="found">Receives the actors; threads share it.</param>
internal readonly struct ActorSink(SessionScope scope, int? bucket, int? group, ActorSet found) : ISessionSink
{
    public void Add(ShardRows rows, uint actor, in SessionSpan span)
    {
        var start = rows.Times.At((int)span.First);
        if (span.Matches && start >= scope.From && start < scope.To
            && (bucket is not { } inside || scope.Buckets!.Of(start) == inside) && (group is not { } like || span.Group == like))
            found.Add(actor);
    }

    public void Dispose()
    {
        // The set is the caller's.
    }
}
