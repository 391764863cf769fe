namespace Analytics.Columnar.Kernels;

/// <summary>
/// Finds an instant's bucket in constant time: equal slots, each with the first bucket that touches it, then a few
/// steps forward.
/// </summary>
internal sealed class BucketIndex
{
    private const int MostSlots = 1 << 14;
    private readonly long[] _edges;
    private readonly int[] _firstBucket;
    private readonly int _shift;

    /// <param name="edges">Ascending, one more than there are buckets.</param>
    public BucketIndex(long[] edges)
    {
        _edges = edges;
        var span = edges[^1] - edges[0];
        while (span >> _shift >= MostSlots)
            _shift++;
        _firstBucket = new int[(span >> _shift) + 1];
        var bucket = 0;
        for (var slot = 0; slot < _firstBucket.Length; slot++)
        {
            while (bucket + 2 < edges.Length && edges[bucket + 1] <= edges[0] + ((long)slot << _shift))
                bucket++;
            _firstBucket[slot] = bucket;
        }
    }

    public int Count => _edges.Length - 1;

    /// <param name="time">From the first edge to before the last.</param>
    public int Of(long time)
    {
        var bucket = _firstBucket[(int)((time - _edges[0]) >> _shift)];
        while (time >= _edges[bucket + 1])
            bucket++;
        return bucket;
    }
}
