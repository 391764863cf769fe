using System.Collections.Immutable;
using System.Globalization;
using Analytics.Columnar.Encoding;
using Analytics.Columnar.Identity;

namespace Analytics.Columnar.Segments;

/// <summary>
/// One tenant's segments: the newest in memory, the others in files. One writer appends, one merges, any number
/// read; a reader never waits for either.
/// </summary>
internal sealed class TenantSegments : IDisposable
{
    private readonly Lock _gate = new();
    // Held while the next state is put together, which readers do not wait for.
    private readonly Lock _writing = new();
    private readonly IdentityOverlay _identity = new();
    private readonly string _directory;
    private Snapshot _current;
    private TaskCompletionSource _grown = NewSignal();
    private long _lastFile;

    private TenantSegments(string directory, ImmutableArray<Segment> segments)
    {
        _directory = directory;
        foreach (var segment in segments)
            _identity.Take(segment);
        _current = new Snapshot(segments, _identity.Of(segments));
        foreach (var segment in segments)
            segment.Release();
    }

    /// <summary>Opens what the manifest names, as far as it is whole; the rest comes from the log again.</summary>
    /// <param name="directory">The tenant's own.</param>
    /// <param name="damaged">Called with the file and what is wrong with it.</param>
    public static TenantSegments Open(string directory, Action<string, string> damaged)
    {
        Create(directory);
        var segments = ImmutableArray.CreateBuilder<Segment>();
        foreach (var file in Manifest.Read(directory)?.Files ?? [])
        {
            var position = segments.Count == 0 ? 0 : segments[^1].Through;
            if (!TryOpen(Path.Combine(directory, file.Name), position, damaged, out var segment))
                break;
            segments.Add(segment);
        }
        var opened = new TenantSegments(directory, segments.ToImmutable());
        opened.DeleteStrays();
        return opened;
    }

    // A tenant's events lie here in clear: nobody else on the machine reads them.
    private static void Create(string directory)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(directory);
        else
            Directory.CreateDirectory(
                directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
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

    /// <summary>The state of now; dispose it after reading.</summary>
    public Snapshot Acquire()
    {
        lock (_gate)
            return _current.Hold();
    }

    /// <summary>Completes at the next append. Take it before looking at <see cref="Position"/>.</summary>
    public Task GrownAsync()
    {
        lock (_gate)
            return _grown.Task;
    }

    /// <summary>Makes a batch visible; takes over the caller's reference.</summary>
    public void Append(Segment segment)
    {
        TaskCompletionSource grown;
        lock (_writing)
        {
            _identity.Take(segment);
            var next = Next(_current.Segments.Add(segment), !segment.IdentityEntries.IsEmpty || !segment.ActorChanges.IsEmpty);
            lock (_gate)
            {
                Swap(next);
                (grown, _grown) = (_grown, NewSignal());
            }
        }
        segment.Release();
        grown.SetResult();
    }

    /// <summary>Merges one run of segments if the policy finds one.</summary>
    /// <param name="flushRows">Rows in memory from which they are written to a file.</param>
    /// <param name="flushAll">Writes what is in memory however little it is.</param>
    /// <param name="cancellationToken">Leaves everything as it was.</param>
    /// <returns>False when there was nothing to do.</returns>
    public bool MergeOnce(int flushRows, bool flushAll, CancellationToken cancellationToken)
    {
        using var snapshot = Acquire();
        if (MergePolicy.Choose(snapshot.Segments, flushRows, flushAll) is not { } task)
            return false;
        using var merge = new SegmentMerge(snapshot, task.Start..(task.Start + task.Count), cancellationToken);
        var merged = task.ToDisk ? WriteFile(merge) : WriteMemory(merge);
        Replace(task, snapshot.Segments.Slice(task.Start, task.Count), merged);
        return true;
    }

    public void Dispose()
    {
        _current.Dispose();
        _identity.Dispose();
    }

    private static bool TryOpen(
        string path, long position, Action<string, string> damaged, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Segment? segment)
    {
        segment = null;
        SegmentMemory? memory = null;
        try
        {
            memory = new MappedSegmentMemory(path);
            segment = new Segment(memory);
            segment.Verify(CancellationToken.None);
            if (segment.After == position)
                return true;
            damaged(path, $"It starts after position {segment.After} in place of {position}.");
        }
        catch (Exception exception) when (exception is SegmentDamagedException or IOException or ArgumentException)
        {
            damaged(path, exception.Message);
        }
        segment = null;
        memory?.Dispose();
        return false;
    }

    private Segment WriteFile(SegmentMerge merge)
    {
        var path = Path.Combine(_directory, NextFileName());
        using (var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 18))
        {
            merge.Write(new FileSink(file));
            file.Flush(flushToDisk: true);
        }
        return new Segment(new MappedSegmentMemory(path));
    }

    private static Segment WriteMemory(SegmentMerge merge)
    {
        var bytes = new NativeBuffer<byte>();
        merge.Write(new NativeSink(bytes));
        return new Segment(new NativeSegmentMemory(bytes));
    }

    private void Replace(MergeTask task, ImmutableArray<Segment> run, Segment merged)
    {
        ImmutableArray<Segment> live;
        lock (_gate)
            live = _current.Segments.RemoveRange(task.Start, task.Count).Insert(task.Start, merged);
        // Only this method changes what lies on disk, so the manifest may be written outside the lock.
        if (task.ToDisk)
            new Manifest(Manifest.CurrentFormat, [.. live.Where(segment => segment.IsOnDisk).Select(Entry)]).Write(_directory);
        foreach (var segment in run)
            segment.Retire();
        lock (_writing)
        {
            var next = Next(_current.Segments.RemoveRange(task.Start, task.Count).Insert(task.Start, merged), false);
            lock (_gate)
                Swap(next);
        }
        merged.Release();
    }

    private static ManifestFile Entry(Segment segment) =>
        new(Path.GetFileName(segment.Path!), segment.After, segment.Through, segment.Bytes);

    private Snapshot Next(ImmutableArray<Segment> segments, bool hasEntries) =>
        new(segments, _identity.Of(segments), hasEntries ? null : _current.ActorProperties);

    private void Swap(Snapshot next)
    {
        var before = _current;
        _current = next;
        before.Dispose();
    }

    private string NextFileName() => string.Create(CultureInfo.InvariantCulture, $"{++_lastFile:x12}.seg");

    // Files of a merge that was cut off, and those that a damaged one made useless.
    private void DeleteStrays()
    {
        var live = _current.Segments.Select(segment => segment.Path!).ToHashSet(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(_directory, "*.seg"))
            if (!live.Contains(path))
                File.Delete(path);
            else if (long.TryParse(
                Path.GetFileNameWithoutExtension(path), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var number))
                _lastFile = Math.Max(_lastFile, number);
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
