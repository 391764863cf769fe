using System.Collections.Immutable;
using Analytics.Columnar.Encoding;
using Analytics.Columnar.Identity;

namespace Analytics.Columnar.Segments;

/// <summary>
/// One tenant's segments: the newest in memory, the others in files. One writer appends, one merges, any number
/// read; a reader never waits for either.
/// </summary>
internal sealed class TenantSegments : IDisposable
{
    // Below one moved row in so many a file is left as it is.
    private const int LeastShare = 1_000;

    private readonly Lock _gate = new();
    // Held while the next state is put together and the manifest written, which readers do not wait for.
    private readonly Lock _writing = new();
    private readonly SegmentFiles _files;
    private readonly PastSnapshots _past = new();
    private IdentityOverlay _identity;
    private TextIndexes _texts = new();
    private Snapshot _current;
    private TaskCompletionSource _grown = NewSignal();
    private long _promised;

    private TenantSegments(SegmentFiles files, ImmutableArray<Segment> segments, long promised)
    {
        (_files, _promised) = (files, promised);
        _identity = IdentityOf(segments);
        _current = new Snapshot(segments, _identity.Of(segments), texts: _texts);
        foreach (var segment in segments)
            segment.Release();
    }

    /// <summary>Opens what the manifest names, as far as it is whole; the rest comes from the log again.</summary>
    /// <param name="directory">The tenant's own.</param>
    /// <param name="damaged">Called with the file and what is wrong with it.</param>
    /// <remarks>Columns are checked when they are first read, and all by <see cref="Verify"/>.</remarks>
    public static TenantSegments Open(string directory, Action<string, string> damaged)
    {
        var files = new SegmentFiles(directory);
        var segments = files.Open(damaged, out var promised);
        while (true)
            try
            {
                return new TenantSegments(files, segments, promised);
            }
            catch (SegmentDamagedException damage)
            {
                damaged(damage.Path!, damage.Message);
                var at = IndexOf(segments, damage.Path);
                Retire(segments[at..]);
                foreach (var segment in segments[at..])
                    segment.Release();
                segments = segments[..at];
            }
    }

    /// <summary>Whose ids are as of the newest snapshot; only for who appends.</summary>
    public ActorMap Actors => _identity.Map;

    /// <summary>The position up to which events are visible.</summary>
    public long Position
    {
        get
        {
            lock (_gate)
                return _current.Position;
        }
    }

    /// <summary>
    /// The highest position that was ever visible. It is above <see cref="Position"/> only while damaged files are being
    /// rebuilt: an answer of then would lack what one before had.
    /// </summary>
    public long Promised
    {
        get
        {
            lock (_gate)
                return Math.Max(_promised, _current.Position);
        }
    }

    /// <summary>The state of now; dispose it after reading.</summary>
    public Snapshot Acquire()
    {
        lock (_gate)
            return _current.Hold();
    }

    /// <summary>The same, unless a damaged file was dropped since the caller looked, and is being rebuilt.</summary>
    /// <returns>Null then: wait for <see cref="Promised"/>.</returns>
    public Snapshot? AcquireWhole()
    {
        lock (_gate)
            return _current.Position < _promised ? null : _current.Hold();
    }

    /// <summary>The state as of an earlier position; dispose it after reading.</summary>
    /// <param name="now">A state of now.</param>
    /// <param name="position">From 0 to before that state's.</param>
    public Snapshot Past(Snapshot now, long position) => _past.Of(now, position);

    /// <summary>Completes at the next append. Take it before looking at <see cref="Position"/>.</summary>
    public Task GrownAsync()
    {
        lock (_gate)
            return _grown.Task;
    }

    /// <summary>Makes a batch visible; takes over the caller's reference.</summary>
    /// <returns>False when it does not follow the position, which a damaged file set back meanwhile.</returns>
    /// <exception cref="SegmentDamagedException">A file turned out not to be whole: <see cref="Drop"/> it.</exception>
    public bool Append(Segment segment)
    {
        TaskCompletionSource? grown = null;
        lock (_writing)
            if (segment.After == _current.Position)
            {
                _identity.Take(segment);
                var next = Next(
                    _current.Segments.Add(segment), _current.ActorProperties.After(segment), _current.Removed);
                lock (_gate)
                {
                    Swap(next);
                    (grown, _grown) = (_grown, NewSignal());
                }
            }
        segment.Release();
        grown?.SetResult();
        return grown is not null;
    }

    /// <summary>
    /// After an erasure, finds out which texts nothing uses any more: no further file has them. Only for who appends,
    /// with an encoder that knows nothing of them afterwards.
    /// </summary>
    /// <returns>False when nobody was erased since the last time.</returns>
    public bool Sweep()
    {
        lock (_writing)
        {
            // An erasure that is in memory only comes from the log again after a restart, and has to find the id then.
            if (!_identity.HasNewErasures || _identity.LastErasure > FiledThrough())
                return false;
            var removed = _current.Removed.With(_identity.Sweep(_current));
            var next = Next(_current.Segments, _current.ActorProperties, removed);
            lock (_gate)
                Swap(next);
            return true;
        }
    }

    /// <summary>
    /// Writes one file anew as log entries since then have it: without what was erased, and with rows where they
    /// belong, once enough of them have moved.
    /// </summary>
    /// <param name="all">However few have moved.</param>
    /// <param name="cancellationToken">Leaves everything as it was.</param>
    /// <returns>False when there was nothing to do.</returns>
    /// <exception cref="SegmentDamagedException">A file turned out not to be whole: <see cref="Drop"/> it.</exception>
    public bool FoldOnce(bool all, CancellationToken cancellationToken)
    {
        Snapshot snapshot;
        var segment = -1;
        lock (_writing)
        {
            snapshot = Acquire();
            for (var i = 0; i < snapshot.Segments.Length && segment < 0; i++)
                if (snapshot.Segments[i].IsOnDisk && MustFold(snapshot, snapshot.Segments[i], all))
                    segment = i;
        }
        using var held = snapshot;
        if (segment < 0)
            return false;
        Merge(snapshot, new MergeTask(segment, 1, ToDisk: true), cancellationToken);
        return true;
    }

    /// <summary>Merges one run of segments if the policy finds one.</summary>
    /// <param name="flushRows">Rows in memory from which they are written to a file.</param>
    /// <param name="flushAll">Writes what is in memory however little it is.</param>
    /// <param name="cancellationToken">Leaves everything as it was.</param>
    /// <returns>False when there was nothing to do.</returns>
    /// <exception cref="SegmentDamagedException">A file turned out not to be whole: <see cref="Drop"/> it.</exception>
    public bool MergeOnce(int flushRows, bool flushAll, CancellationToken cancellationToken)
    {
        using var snapshot = Acquire();
        if (MergePolicy.Choose(snapshot.Segments, flushRows, flushAll) is not { } task)
            return false;
        Merge(snapshot, task, cancellationToken);
        return true;
    }

    /// <summary>Writes everything that is visible now as one file.</summary>
    /// <exception cref="SegmentDamagedException">A file turned out not to be whole: <see cref="Drop"/> it.</exception>
    public void CompactAll(CancellationToken cancellationToken)
    {
        using var snapshot = Acquire();
        if (!snapshot.Segments.IsEmpty)
            Merge(snapshot, new MergeTask(0, snapshot.Segments.Length, ToDisk: true), cancellationToken);
    }

    /// <summary>Looks at every byte of the files that nobody has read since they were opened.</summary>
    /// <exception cref="SegmentDamagedException">One is not whole: <see cref="Drop"/> it.</exception>
    public void Verify(CancellationToken cancellationToken)
    {
        using var snapshot = Acquire();
        foreach (var segment in snapshot.Segments)
            segment.Verify(cancellationToken);
    }

    /// <summary>
    /// Forgets a damaged file and what is newer, whose codes build on it: the position falls back to before it, and all
    /// comes from the log again.
    /// </summary>
    /// <returns>False when the file is not live any more.</returns>
    public bool Drop(SegmentDamagedException damage)
    {
        lock (_writing)
        {
            var at = IndexOf(_current.Segments, damage.Path);
            if (at >= 0)
                DropFrom(at);
            return at >= 0;
        }
    }

    /// <summary>
    /// Forgets the files that hold entries after a position, and what is newer: all of it comes from the log again.
    /// </summary>
    public void DropAfter(long position)
    {
        lock (_writing)
        {
            var at = _current.Segments.TakeWhile(segment => segment.Through <= position).Count();
            if (at < _current.Segments.Length)
                DropFrom(at);
        }
    }

    // The writer's lock is held.
    private void DropFrom(int at)
    {
        var before = _current.Segments;
        Snapshot? next = null;
        while (next is null)
            try
            {
                next = Before(before[..at]);
            }
            catch (SegmentDamagedException another) when (IndexOf(before[..at], another.Path) is >= 0 and var earlier)
            {
                // Nobody had read this part of it until now.
                at = earlier;
            }
        Retire(before[at..]);
        lock (_gate)
        {
            _promised = Math.Max(_promised, _current.Position);
            Swap(next);
        }
    }

    // The writer's lock is held.
    private Snapshot Before(ImmutableArray<Segment> segments)
    {
        _files.WriteManifest(segments);
        // The one before may be in use by who encodes the next batch; its memory goes with it.
        _identity = IdentityOf(segments);
        _texts = new TextIndexes();
        // The codes of what is gone will be given again, and what has to be removed is looked for anew.
        return Next(segments, new ActorProperties(), RemovedTexts.None);
    }

    public void Dispose()
    {
        _past.Dispose();
        _current.Dispose();
        _identity.Dispose();
    }

    private long FiledThrough()
    {
        var files = _current.Segments.TakeWhile(segment => segment.IsOnDisk);
        return files.Select(segment => segment.Through).LastOrDefault();
    }

    private bool MustFold(Snapshot snapshot, Segment segment, bool all)
    {
        var part = _identity.PartOf(segment);
        // What is to be removed is found first, so that no file is written twice.
        return (part.Erased.Length > 0 && !_identity.HasNewErasures) || snapshot.Removed.AreIn(segment)
            || (part.Rows > 0 && (all || part.Rows * LeastShare >= segment.Rows));
    }

    private void Merge(Snapshot snapshot, MergeTask task, CancellationToken cancellationToken)
    {
        using var merge = new SegmentMerge(snapshot, task.Start..(task.Start + task.Count), cancellationToken);
        var merged = task.ToDisk ? _files.Write(merge) : WriteMemory(merge, task.BytesOf(snapshot.Segments));
        var isTaken = false;
        try
        {
            isTaken = TryReplace(task, snapshot.Segments.Slice(task.Start, task.Count), merged);
        }
        finally
        {
            if (!isTaken)
                merged.Retire();
            merged.Release();
        }
        if (task.ToDisk)
            NativeHeap.Trim();
    }

    private static Segment WriteMemory(SegmentMerge merge, long expected)
    {
        var bytes = new NativeBuffer<byte>();
        bytes.Reserve((int)Math.Min(expected, int.MaxValue / 2));
        merge.Write(new NativeSink(bytes));
        return new Segment(new NativeSegmentMemory(bytes));
    }

    private bool TryReplace(MergeTask task, ImmutableArray<Segment> run, Segment merged)
    {
        lock (_writing)
        {
            var before = _current.Segments;
            // Part of the run may have turned out to be damaged meanwhile, and be gone.
            if (before.Length < task.Start + task.Count
                || !before.AsSpan().Slice(task.Start, task.Count).SequenceEqual(run.AsSpan()))
                return false;
            var next = Next(
                before.RemoveRange(task.Start, task.Count).Insert(task.Start, merged), _current.ActorProperties, _current.Removed);
            try
            {
                if (task.ToDisk)
                    _files.WriteManifest(next.Segments);
            }
            catch
            {
                next.Dispose();
                throw;
            }
            Retire(run);
            lock (_gate)
                Swap(next);
            return true;
        }
    }

    private Snapshot Next(ImmutableArray<Segment> segments, ActorProperties properties, RemovedTexts removed) =>
        new(segments, _identity.Of(segments), properties, removed, _texts);

    private void Swap(Snapshot next)
    {
        var before = _current;
        _current = next;
        before.Dispose();
        _past.Forget(next);
    }

    private static IdentityOverlay IdentityOf(ImmutableArray<Segment> segments)
    {
        var identity = new IdentityOverlay();
        foreach (var segment in segments)
            identity.Take(segment);
        return identity;
    }

    private static int IndexOf(ImmutableArray<Segment> segments, string? path)
    {
        for (var i = 0; i < segments.Length; i++)
            if (path is not null && segments[i].Path == path)
                return i;
        return -1;
    }

    private static void Retire(ImmutableArray<Segment> segments)
    {
        foreach (var segment in segments)
            segment.Retire();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
