using Analytics.Columnar.Shards;

namespace Analytics.Columnar.Sessions;

/// <summary>One session's rows in a shard.</summary>
/// <param name="First">Row of its first event.</param>
/// <param name="Last">Row of its last one; others may lie between that are another session's.</param>
/// <param name="Events">How many are its own.</param>
/// <param name="Pages">Page views among them.</param>
/// <param name="Matches">Whether one of them matches the filter.</param>
/// <param name="Group">Of its first values; 0 without a breakdown.</param>
internal record struct SessionSpan(uint First, uint Last, uint Events, uint Pages, bool Matches, int Group);

/// <summary>Takes sessions, all of an actor's one after the other as they begin. A struct, so that a walk is compiled
/// for it and each call is part of the loop.</summary>
internal interface ISessionSink : IDisposable
{
    void Add(ShardRows rows, uint actor, in SessionSpan span);
}
