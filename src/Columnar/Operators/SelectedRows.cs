using Analytics.Columnar.Encoding;
using Analytics.Columnar.Kernels;
using Analytics.Columnar.Shards;

namespace Analytics.Columnar.Operators;

/// <summary>The rows of a shard that a selector keeps, found once for all who look at the same. One a thread.</summary>
internal sealed unsafe class SelectedRows(RowSelector selector) : IDisposable
{
    private readonly NativeBuffer<ulong> _bits = new();
    private bool _isKnown;
    private bool _isAny;

    public RowSelector Selector => selector;

    /// <summary>A bit a row; it is not moved until the next shard.</summary>
    public ulong* Bits => _bits.Pointer;

    /// <summary>Number of words of <see cref="Bits"/>.</summary>
    public int Words => _bits.Count;

    /// <summary>Turns to the next shard.</summary>
    public void Turn() => _isKnown = false;

    /// <summary>Selects the shard's rows unless that was done.</summary>
    /// <returns>False when there are none.</returns>
    public bool Select(ShardRows rows)
    {
        if (_isKnown)
            return _isAny;
        _bits.Clear();
        var bits = _bits.Append(RowBitsKernel.Words(rows.Rows));
        (_isKnown, _isAny) = (true, rows.Rows > 0 && selector.Select(rows, bits));
        return _isAny;
    }

    public void Dispose() => _bits.Dispose();
}
