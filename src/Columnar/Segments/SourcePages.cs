namespace Analytics.Columnar.Segments;

/// <summary>
/// Keeps what a merge has read of its sources' files from becoming as much memory of the process as they are large.
/// </summary>
internal sealed class SourcePages(Segment[] sources)
{
    private const long BytesBetween = 4 << 20;
    private long _bytes;

    /// <summary>So many were read, or written of what was read: every few MiB the process lets go of all.</summary>
    public void Count(long bytes)
    {
        _bytes += bytes;
        if (_bytes < BytesBetween)
            return;
        _bytes = 0;
        foreach (var source in sources)
            source.LetGo();
    }
}
