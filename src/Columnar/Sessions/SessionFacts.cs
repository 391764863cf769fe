using Analytics.Columnar.Encoding;
using Analytics.Columnar.Shards;

namespace Analytics.Columnar.Sessions;

/// <summary>What is known of the sessions that one thread counted, session after session.</summary>
/// <param name="apart">Whether they will be told apart by bucket or group.</param>
internal sealed class SessionFacts(bool apart) : IDisposable
{
    /// <summary>Milliseconds.</summary>
    public NativeBuffer<long> Durations { get; } = new();

    public NativeBuffer<uint> Pages { get; } = new();

    /// <summary>Filled only when sessions are told apart, as are those below.</summary>
    public NativeBuffer<uint> Events { get; } = new();

    /// <summary>An actor's sessions follow each other, and no other thread has any.</summary>
    public NativeBuffer<uint> Actors { get; } = new();

    public NativeBuffer<int> Buckets { get; } = new();

    public NativeBuffer<int> Groups { get; } = new();

    /// <summary>Number of sessions.</summary>
    public int Count => Durations.Count;

    public long ActorCount { get; private set; }

    public long EventCount { get; private set; }

    public long Bounces { get; private set; }

    private uint _lastActor;

    public void Add(long duration, uint pages, uint events, uint actor, int bucket, int group)
    {
        Durations.Add(duration);
        Pages.Add(pages);
        EventCount += events;
        Bounces += pages == 1 ? 1 : 0;
        ActorCount += actor == _lastActor ? 0 : 1;
        _lastActor = actor;
        if (!apart)
            return;
        Events.Add(events);
        Actors.Add(actor);
        Buckets.Add(bucket);
        Groups.Add(group);
    }

    public void Dispose()
    {
        Durations.Dispose();
        Pages.Dispose();
        Events.Dispose();
        Actors.Dispose();
        Buckets.Dispose();
        Groups.Dispose();
    }
}

/// <summary>Notes the facts of those sessions that match and start in the range.</summary>
internal readonly struct FactSink(SessionScope scope) : ISessionSink
{
    public SessionFacts Facts { get; } = new(scope.IsSplit);

    public void Add(ShardRows rows, uint actor, in SessionSpan span)
    {
        var start = rows.Times.At((int)span.First);
        if (span.Matches && start >= scope.From && start < scope.To)
            Facts.Add(
                rows.Times.At((int)span.Last) - start, span.Pages, span.Events, actor, scope.Buckets?.Of(start) ?? 0,
                span.Group);
    }

    public void Dispose() => Facts.Dispose();
}
