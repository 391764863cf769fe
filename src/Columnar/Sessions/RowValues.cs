using Analytics.Columnar.Encoding;
using Analytics.Columnar.Kernels;
using Analytics.Columnar.Operators;
using Analytics.Columnar.Shards;

namespace Analytics.Columnar.Sessions;

/// <summary>One dimension's values at all rows of a shard. One a thread.</summary>
internal sealed unsafe class RowValues(DimensionKeys keys) : IDisposable
{
    private readonly DimensionReader _reader = new(keys);
    private readonly HitBlock _hits = new(cohort: null);
    private readonly NativeBuffer<ulong> _all = new();
    private readonly NativeBuffer<int> _values = new();

    public void Read(ShardRows rows)
    {
        _all.Reset(RowBitsKernel.Words(rows.Rows));
        RowBitsKernel.Fill(rows.Rows, _all.Span);
        _values.Clear();
        _values.Append(rows.Rows);
        _hits.Start(rows, _all.Pointer, _all.Count);
        for (var at = 0; _hits.Next(); at += _hits.Count)
            _reader.Read(_hits, _values.Span.Slice(at, _hits.Count));
    }

    /// <summary>The first value from one row to before another; <see cref="DimensionKeys.Missing"/> if there is
    /// none.</summary>
    public int First(int from, int to)
    {
        for (var row = from; row < to; row++)
            if (_values[row] != DimensionKeys.Missing)
                return _values[row];
        return DimensionKeys.Missing;
    }

    /// <summary>The last one.</summary>
    public int Last(int from, int to)
    {
        for (var row = to - 1; row >= from; row--)
            if (_values[row] != DimensionKeys.Missing)
                return _values[row];
        return DimensionKeys.Missing;
    }

    public void Dispose()
    {
        _hits.Dispose();
        _all.Dispose();
        _values.Dispose();
    }
}
