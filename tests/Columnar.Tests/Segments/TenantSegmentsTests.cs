using Analytics.Columnar.Collection;
using Analytics.Columnar.Segments;
using Analytics.Domain.Collection;
using Analytics.TestKit;

namespace Analytics.Columnar.Tests.Segments;

public sealed class TenantSegmentsTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("segments-").FullName;
    private readonly List<string> _damaged = [];
    private TenantSegments _segments;
    private BatchEncoder _encoder = new();

    public TenantSegmentsTests() => _segments = Open();

    public void Dispose()
    {
        _segments.Dispose();
        _encoder.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public void Compacting_everything_leaves_one_file()
    {
        foreach (var part in new RandomEvents(1).Take(300, 60).Chunk(30))
        {
            Append(part);
            _segments.MergeOnce(60, false, CancellationToken.None);
        }
        Assert.True(Files().Length > 1);

        _segments.CompactAll(CancellationToken.None);

        Assert.Single(Files());
        Reopen();
        using var snapshot = _segments.Acquire();
        Assert.Equal(300, Assert.Single(snapshot.Segments).Rows);
        Assert.Equal(300, snapshot.Position);
    }

    [Fact]
    public void Damaged_file_takes_newer_ones_with_it_and_keeps_older_ones()
    {
        foreach (var part in new RandomEvents(2).Take(90, 60).Chunk(30))
            Flush(part);
        var second = Files()[1];

        Assert.True(_segments.Drop(new SegmentDamagedException(second, "cut")));

        Assert.Equal((30, 90), (_segments.Position, _segments.Promised));
        Assert.Single(Files());
        Assert.False(_segments.Drop(new SegmentDamagedException(second, "cut")));
        Reopen();
        Assert.Equal(30, _segments.Position);
        Assert.Empty(_damaged);
    }

    [Fact]
    public void Batch_that_does_not_follow_is_refused()
    {
        Flush([.. new RandomEvents(3).Take(30, 60)]);
        Segment late;
        using (var snapshot = _segments.Acquire())
            late = Encode(snapshot, [.. new RandomEvents(4).Take(10, 60)]);
        _segments.Drop(new SegmentDamagedException(Files()[0], "cut"));

        Assert.False(_segments.Append(late));

        Assert.Equal(0, _segments.Position);
    }

    [Fact]
    public void Readers_keep_what_they_hold_while_files_are_replaced_and_dropped()
    {
        foreach (var part in new RandomEvents(5).Take(90, 60).Chunk(30))
            Flush(part);
        using var held = _segments.Acquire();

        _segments.CompactAll(CancellationToken.None);
        _segments.Drop(new SegmentDamagedException(Files()[^1], "cut"));

        Assert.Equal(90, held.Segments.Sum(segment => segment.Rows));
        foreach (var segment in held.Segments)
            segment.Verify(CancellationToken.None);
    }

    [Fact]
    public void Process_killed_between_writing_files_and_swapping_the_manifest_finds_the_old_state()
    {
        Flush([.. new RandomEvents(6).Take(30, 60)]);
        var manifest = File.ReadAllBytes(Path.Combine(_directory, "manifest"));
        var old = Files().ToDictionary(path => path, File.ReadAllBytes);
        Flush([.. new RandomEvents(7).Take(30, 60)]);
        _segments.CompactAll(CancellationToken.None);

        // The new file is there, the manifest still the one before, half a new one beside it.
        File.WriteAllBytes(Path.Combine(_directory, "manifest"), manifest);
        File.WriteAllBytes(Path.Combine(_directory, "manifest.new"), manifest[..20]);
        foreach (var (path, bytes) in old)
            File.WriteAllBytes(path, bytes);
        Reopen();

        Assert.Equal(30, _segments.Position);
        Assert.Equal(old.Keys, Files());
        Assert.Empty(_damaged);
    }

    [Fact]
    public void Process_killed_after_swapping_the_manifest_finds_the_new_state()
    {
        Flush([.. new RandomEvents(8).Take(30, 60)]);
        var old = Files().ToDictionary(path => path, File.ReadAllBytes);
        Flush([.. new RandomEvents(9).Take(30, 60)]);
        _segments.CompactAll(CancellationToken.None);

        // The files that it replaces have not been removed yet.
        foreach (var (path, bytes) in old)
            File.WriteAllBytes(path, bytes);
        Reopen();

        Assert.Equal(60, _segments.Position);
        Assert.Single(Files());
        Flush([.. new RandomEvents(10).Take(30, 60)]);
        Assert.Equal(90, _segments.Position);
    }

    private void Flush(IReadOnlyList<LoggedEvent> events)
    {
        Append(events);
        _segments.MergeOnce(1, true, CancellationToken.None);
    }

    private void Append(IReadOnlyList<LoggedEvent> events)
    {
        using var snapshot = _segments.Acquire();
        Assert.True(_segments.Append(Encode(snapshot, events)));
    }

    private Segment Encode(Snapshot snapshot, IReadOnlyList<LoggedEvent> events) => _encoder.Encode(
        snapshot, [.. events.Select((logged, index) => logged with { Position = snapshot.Position + index + 1 })]);

    private string[] Files() => [.. Directory.GetFiles(_directory, "*.seg").Order()];

    private void Reopen()
    {
        _segments.Dispose();
        _encoder.Dispose();
        (_segments, _encoder) = (Open(), new BatchEncoder());
    }

    private TenantSegments Open() => TenantSegments.Open(_directory, (file, _) => _damaged.Add(file));
}
