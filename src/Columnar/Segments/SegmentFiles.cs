using System.Collections.Immutable;
using System.Globalization;

namespace Analytics.Columnar.Segments;

/// <summary>The segment files of one tenant: a directory, a manifest that says which of them are live.</summary>
internal sealed class SegmentFiles
{
    private readonly string _directory;
    private long _lastFile;

    /// <param name="directory">The tenant's own; made when it is missing.</param>
    public SegmentFiles(string directory)
    {
        _directory = directory;
        Create(directory);
    }

    /// <summary>Opens what the manifest names, as far as it is whole, and removes every other file.</summary>
    /// <param name="damaged">Called with the file and what is wrong with it.</param>
    /// <param name="promised">The position that the manifest had reached, the files that are not whole included.</param>
    public ImmutableArray<Segment> Open(Action<string, string> damaged, out long promised)
    {
        var segments = ImmutableArray.CreateBuilder<Segment>();
        var listed = Manifest.Read(_directory)?.Files ?? [];
        promised = listed.Count == 0 ? 0 : listed[^1].Through;
        foreach (var file in listed)
        {
            if (TryOpen(file, segments.Count == 0 ? 0 : segments[^1].Through, damaged) is not { } segment)
                break;
            segments.Add(segment);
        }
        DeleteStrays(segments);
        return segments.ToImmutable();
    }

    /// <summary>Writes a segment to a new file, durably; the manifest does not name it yet.</summary>
    public Segment Write(SegmentMerge merge)
    {
        var path = Path.Combine(_directory, NextName());
        try
        {
            using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 18);
            merge.Write(new FileSink(file));
            file.Flush(flushToDisk: true);
        }
        catch
        {
            // Half a file is of no use: its space is wanted, above all when the disk is full.
            File.Delete(path);
            throw;
        }
        return new Segment(new MappedSegmentMemory(path));
    }

    /// <summary>Makes these the live files.</summary>
    public void WriteManifest(IEnumerable<Segment> live) =>
        new Manifest(Manifest.CurrentFormat, [.. live.Where(segment => segment.IsOnDisk).Select(Entry)]).Write(_directory);

    private Segment? TryOpen(ManifestFile file, long position, Action<string, string> damaged)
    {
        var path = Path.Combine(_directory, file.Name);
        SegmentMemory? memory = null;
        try
        {
            memory = new MappedSegmentMemory(path);
            var segment = new Segment(memory);
            if (segment.After == position && segment.Through == file.Through)
                return segment;
            damaged(path, $"It holds the log from {segment.After} to {segment.Through} in place of {position} to {file.Through}.");
        }
        catch (Exception exception) when (exception is SegmentDamagedException or IOException or ArgumentException)
        {
            damaged(path, exception.Message);
        }
        memory?.Dispose();
        return null;
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

    // Files of a merge that was cut off, and those that a damaged one made useless.
    private void DeleteStrays(IEnumerable<Segment> live)
    {
        var kept = live.Select(segment => segment.Path!).ToHashSet(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(_directory, "*.seg"))
            if (!kept.Contains(path))
                File.Delete(path);
            else if (long.TryParse(
                Path.GetFileNameWithoutExtension(path), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var number))
                _lastFile = Math.Max(_lastFile, number);
    }

    private static ManifestFile Entry(Segment segment) =>
        new(Path.GetFileName(segment.Path!), segment.After, segment.Through, segment.Bytes);

    private string NextName() =>
        string.Create(CultureInfo.InvariantCulture, $"{Interlocked.Increment(ref _lastFile):x12}.seg");
}
