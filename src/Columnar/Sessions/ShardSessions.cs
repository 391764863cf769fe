using Analytics.Columnar.Encoding;
using Analytics.Columnar.Segments;
using Analytics.Columnar.Shards;

namespace Analytics.Columnar.Sessions;

/// <summary>
/// The sessions of a shard's actors, as stretches of rows that follow each other in one session. One a thread.
/// </summary>
/// <remarks>
/// A session that the client sent decides; an event without one goes on in the session of the event before it unless
/// that is longer ago than the gap. A session that was sent can come back after another began: then it has several
/// stretches.
/// </remarks>
/// <param name="gap">Longest silence within a session, milliseconds.</param>
internal sealed unsafe class ShardSessions(long gap) : IDisposable
{
    private readonly NativeBuffer<uint> _starts = new();
    private readonly NativeBuffer<uint> _sessions = new();
    private readonly NativeBuffer<ulong> _returning = new();
    private readonly SentSessions _sent = new();
    private ulong _currentSent;
    private int _index;

    /// <summary>Number of sessions; they are numbered from 0 as they begin, actor after actor.</summary>
    public int Count { get; private set; }

    /// <summary>Whether a session has more than one stretch; if none has, stretches are numbered like
    /// sessions.</summary>
    public bool HasReturns { get; private set; }

    /// <summary>Whether a session, or another one of its actor, has more than one stretch.</summary>
    public bool MayReturn(uint session) =>
        session >> 6 < (uint)_returning.Count && (_returning[(int)(session >> 6)] >> (int)session & 1) != 0;

    /// <summary>The first row of each stretch, then the number of rows.</summary>
    public ReadOnlySpan<uint> Starts => _starts.Span;

    /// <summary>The session of each stretch.</summary>
    public ReadOnlySpan<uint> Sessions => _sessions.Span;

    /// <summary>Finds the sessions of a shard of actors, which has its sessions read.</summary>
    public void Number(ShardRows rows)
    {
        _starts.Clear();
        _sessions.Clear();
        _returning.Clear();
        (Count, HasReturns) = (0, false);
        if (!rows.Sessions.IsAbsent && rows.Rows > 0)
            _index = rows.Sessions.StartIndex(0);
        var starts = rows.Starts;
        for (var run = 0; run < rows.Actors.Length; run++)
        {
            var (stretches, sessions) = (_sessions.Count, Count);
            NumberActor(rows, (int)starts[run], (int)starts[run + 1]);
            if (_sessions.Count - stretches > Count - sessions)
                AddReturning((uint)sessions, (uint)Count);
        }
        _starts.Add((uint)rows.Rows);
    }

    public void Dispose()
    {
        _starts.Dispose();
        _sessions.Dispose();
        _returning.Dispose();
        _sent.Dispose();
    }

    private void NumberActor(ShardRows rows, int from, int to)
    {
        var sessions = rows.Sessions;
        _currentSent = SessionColumn.None;
        if (sessions.IsAbsent)
        {
            Begin(from);
            BeginAfterGaps(rows.Times, from + 1, to);
            return;
        }
        _sent.Clear();
        for (var row = from; row < to;)
        {
            var next = sessions.NextStart(row + 1, to);
            var hash = sessions.Hashes[_index++];
            if (hash != SessionColumn.None)
                GoOn(row, hash);
            else if (row == from)
            {
                Begin(from);
                BeginAfterGaps(rows.Times, from + 1, next);
            }
            else
                BeginAfterGaps(rows.Times, row, next);
            row = next;
        }
    }

    private void AddReturning(uint from, uint to)
    {
        HasReturns = true;
        var missing = (int)(to >> 6) + 1 - _returning.Count;
        if (missing > 0)
            _returning.Append(missing).Clear();
        for (var session = from; session < to; session++)
            _returning[(int)(session >> 6)] |= 1UL << (int)session;
    }

    private void GoOn(int row, ulong hash)
    {
        if (hash == _currentSent)
            return;
        _currentSent = hash;
        if (_sent.TryGet(hash, out var known))
        {
            _starts.Add((uint)row);
            _sessions.Add(known);
            return;
        }
        _sent.Add(hash, (uint)Count);
        Begin(row);
    }

    private void BeginAfterGaps(in TimeColumn times, int row, int to)
    {
        for (row = GapKernel.Next(times, row, to, gap); row < to; row = GapKernel.Next(times, row + 1, to, gap))
        {
            _currentSent = SessionColumn.None;
            Begin(row);
        }
    }

    private void Begin(int row)
    {
        _starts.Add((uint)row);
        _sessions.Add((uint)Count++);
    }
}
