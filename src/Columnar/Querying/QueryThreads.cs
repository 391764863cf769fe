using Analytics.Domain.Tenancy;

namespace Analytics.Columnar.Querying;

/// <summary>
/// The threads on which all questions of a node are answered, shared fairly by its tenants: a thread takes its next unit
/// from the tenant that has used least. Who asks little goes before who asks without pause, unit by unit, and a machine
/// that nobody else wants is one's own. (Fair queueing by virtual time: a tenant that begins to ask stands
/// <see cref="_credit"/> before those who are at it, whatever it saved up.) Among a tenant's questions one that no thread
/// works on goes first, then the one that was served longest ago.
/// </summary>
/// <param name="threads">At most so many at a time.</param>
/// <param name="clock">Measures what is used.</param>
/// <param name="patience">How long a thread waits for work before it ends; 10 s by default.</param>
internal sealed class QueryThreads(int threads, TimeProvider clock, TimeSpan? patience = null)
{
    // A question that had a thread for so long lets the tenant's next one in; tenants that have used alike take turns so long.
    private static readonly TimeSpan _slice = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan _credit = TimeSpan.FromMilliseconds(250);

    private readonly TimeSpan _patience = patience ?? TimeSpan.FromSeconds(10);
    private readonly object _gate = new();
    private readonly Dictionary<TenantId, Share> _shares = [];
    private readonly List<Share> _asking = [];
    private readonly bool[] _isRunning = new bool[threads];
    private TimeSpan _now;   // what those who ask have used at least: the start of those who begin to
    private long _served;

    /// <summary>How many there are at most.</summary>
    public int Count => threads;

    /// <summary>Has work done, as soon as its tenant's turn comes.</summary>
    public void Add(IUnits work)
    {
        lock (_gate)
        {
            if (!_shares.TryGetValue(work.Tenant, out var share))
                _shares[work.Tenant] = share = new Share();
            if (share.Turns.Count == 0)
            {
                share.Used = Max(share.Used, _now - _credit);
                _asking.Add(share);
            }
            share.Turns.Add(new Turn(work, share));
            for (var thread = 0; thread < threads; thread++)
                if (!_isRunning[thread])
                    Start(thread);
            Monitor.PulseAll(_gate);
        }
    }

    private void Start(int thread)
    {
        _isRunning[thread] = true;
        new Thread(() => Run(thread)) { IsBackground = true, Name = $"query {thread}" }.UnsafeStart();
    }

    private void Run(int thread)
    {
        while (Wait(thread) is { } turn)
            Serve(turn, thread);
    }

    // Null when nothing came for so long that the thread may end.
    private Turn? Wait(int thread)
    {
        lock (_gate)
        {
            while (true)
            {
                if (Next() is { } turn)
                {
                    turn.Threads++;
                    turn.Served = ++_served;
                    return turn;
                }
                if (!Monitor.Wait(_gate, _patience) && _asking.Count == 0)
                {
                    _isRunning[thread] = false;
                    return null;
                }
            }
        }
    }

    private void Serve(Turn turn, int thread)
    {
        var begun = clock.GetTimestamp();
        var (from, goesOn) = (begun, true);
        while (goesOn)
        {
            var isLeft = turn.Work.RunNext(thread);
            var now = clock.GetTimestamp();
            lock (_gate)
            {
                turn.Share.Used += clock.GetElapsedTime(from, now);
                if (_asking.Count > 0)
                    _now = Max(_now, _asking.Min(share => share.Used));
                goesOn = isLeft && IsStillNext(turn, clock.GetElapsedTime(begun, now));
                if (!goesOn)
                    turn.Threads--;
                if (!isLeft)
                    Remove(turn);
            }
            from = now;
        }
    }

    private Turn? Next()
    {
        var share = _asking.MinBy(share => share.Used);
        return share?.Turns.MinBy(turn => (turn.Threads, turn.Served));
    }

    private bool IsStillNext(Turn turn, TimeSpan had)
    {
        foreach (var share in _asking)
            if (share != turn.Share && share.Used + _slice < turn.Share.Used)
                return false;
        return had < _slice || (turn.Share.Turns.Count == 1 && _asking.Count == 1);
    }

    private void Remove(Turn turn)
    {
        if (turn.Share.Turns.Remove(turn) && turn.Share.Turns.Count == 0)
            _asking.Remove(turn.Share);
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    // What a tenant used, and what it asks now.
    private sealed class Share
    {
        public TimeSpan Used { get; set; }

        public List<Turn> Turns { get; } = [];
    }

    private sealed class Turn(IUnits work, Share share)
    {
        public IUnits Work => work;

        public Share Share => share;

        public int Threads { get; set; }

        public long Served { get; set; }
    }
}
