using Analytics.Columnar.Encoding;
using Analytics.Columnar.Operators;
using Analytics.Columnar.Querying;

namespace Analytics.Columnar.Series;

/// <summary>
/// The hits of one thread, kept so that they can be looked at again when it is known which groups are shown, without
/// another scan.
/// </summary>
internal sealed class HitTape(QueryRun run, int numbers, int values) : IDisposable
{
    // Beyond so many bytes a second scan costs less than what it would take to keep the hits.
    private const long MostBytes = 64L << 20;
    private readonly NativeBuffer<uint> _actors = new();
    private readonly NativeBuffer<uint> _sessions = new();
    private readonly NativeBuffer<int> _buckets = new();
    private readonly NativeBuffer<int> _groups = new();
    private readonly NativeBuffer<long>[] _numbers = [.. Enumerable.Range(0, numbers).Select(_ => new NativeBuffer<long>())];
    private readonly NativeBuffer<byte>[] _scales = [.. Enumerable.Range(0, numbers).Select(_ => new NativeBuffer<byte>())];
    private readonly NativeBuffer<int>[] _values = [.. Enumerable.Range(0, values).Select(_ => new NativeBuffer<int>())];
    private long _bytes;

    /// <summary>False when hits were lost because there were too many.</summary>
    public bool IsWhole { get; private set; } = true;

    public void Add(HitColumns hits)
    {
        var bytes = hits.Count * (16L + (9L * _numbers.Length) + (4L * _values.Length));
        if (!IsWhole || (_bytes += bytes) > MostBytes)
        {
            IsWhole = false;
            return;
        }
        run.Reserve(bytes);
        _actors.Append(hits.Actors.AsSpan(0, hits.Count));
        _sessions.Append(hits.Sessions.AsSpan(0, hits.Count));
        _buckets.Append(hits.Buckets.AsSpan(0, hits.Count));
        _groups.Append(hits.Groups.AsSpan(0, hits.Count));
        for (var i = 0; i < _numbers.Length; i++)
        {
            _numbers[i].Append(hits.Numbers[i].AsSpan(0, hits.Count));
            _scales[i].Append(hits.Scales[i].AsSpan(0, hits.Count));
        }
        for (var i = 0; i < _values.Length; i++)
            _values[i].Append(hits.Values[i].AsSpan(0, hits.Count));
    }

    /// <summary>Gives the hits again, in their order.</summary>
    public void Replay(HitColumns hits, Action<HitColumns> take)
    {
        for (var at = 0; at < _actors.Count; at += HitBlock.Most)
        {
            var block = at..Math.Min(at + HitBlock.Most, _actors.Count);
            (hits.Count, hits.StartsShard) = (block.End.Value - at, false);
            _actors.Span[block].CopyTo(hits.Actors);
            _sessions.Span[block].CopyTo(hits.Sessions);
            _buckets.Span[block].CopyTo(hits.Buckets);
            _groups.Span[block].CopyTo(hits.Groups);
            for (var i = 0; i < _numbers.Length; i++)
            {
                _numbers[i].Span[block].CopyTo(hits.Numbers[i]);
                _scales[i].Span[block].CopyTo(hits.Scales[i]);
            }
            for (var i = 0; i < _values.Length; i++)
                _values[i].Span[block].CopyTo(hits.Values[i]);
            take(hits);
        }
    }

    public void Dispose()
    {
        _actors.Dispose();
        _sessions.Dispose();
        _buckets.Dispose();
        _groups.Dispose();
        foreach (var buffer in _numbers)
            buffer.Dispose();
        foreach (var buffer in _scales)
            buffer.Dispose();
        foreach (var buffer in _values)
            buffer.Dispose();
    }
}
