using Analytics.Columnar.Encoding;

namespace Analytics.Columnar.Segments;

/// <summary>Which rows a merge reads.</summary>
/// <param name="Rows">In their new order.</param>
/// <param name="First">Index in the snapshot of the first source.</param>
/// <param name="Pages">What is read of the sources.</param>
internal readonly record struct MergeOrder(PieceList Rows, int First, SourcePages Pages);

/// <summary>Reads as many rows of a column as there is room for.</summary>
internal delegate void ReadRows<TColumn, TValue>(in TColumn column, int row, Span<TValue> into);

/// <summary>
/// The rows of one column of several segments in the order of a merge, a block at a time: what is held does not grow
/// with the segments. Whoever needs them twice reads them twice.
/// </summary>
/// <param name="order">Where the rows go.</param>
/// <param name="columns">One a segment.</param>
/// <param name="read">Reads one of them.</param>
/// <param name="cancellationToken">Gives up at the next block.</param>
internal sealed unsafe class MergedRows<TColumn, TValue>(
    MergeOrder order, TColumn[] columns, ReadRows<TColumn, TValue> read, CancellationToken cancellationToken) : IDisposable
    where TValue : unmanaged
{
    // A multiple of 64: words of bits and groups of ids end where a block does.
    private const int Rows = 1 << 16;
    private readonly NativeBuffer<TValue> _block = new();
    private int _piece;
    private int _taken;

    /// <summary>The next block, valid until the one after it; empty at the end.</summary>
    public ReadOnlySpan<TValue> Next()
    {
        cancellationToken.ThrowIfCancellationRequested();
        _block.Clear();
        var pieces = order.Rows.Pieces;
        while (_block.Count < Rows && _piece < pieces.Length)
        {
            ref readonly var piece = ref pieces[_piece];
            var count = Math.Min(piece.Count - _taken, Rows - _block.Count);
            read(columns[piece.Segment - order.First], piece.Row + _taken, _block.Append(count));
            (_piece, _taken) = _taken + count == piece.Count ? (_piece + 1, 0) : (_piece, _taken + count);
        }
        order.Pages.Count(_block.Count * (long)sizeof(TValue));
        return _block.Span;
    }

    /// <summary>Begins anew.</summary>
    public void Restart() => (_piece, _taken) = (0, 0);

    public void Dispose() => _block.Dispose();
}
