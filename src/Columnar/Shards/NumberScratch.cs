using Analytics.Columnar.Encoding;
using Analytics.Columnar.Segments;

namespace Analytics.Columnar.Shards;

/// <summary>Puts together a property's numbers of a shard, at one scale where that fits 64 bits.</summary>
internal sealed unsafe class NumberScratch : IDisposable
{
    private readonly NumberColumn[] _sources;
    private readonly NativeBuffer<long> _values = new();
    private readonly NativeBuffer<byte> _scales = new();
    private readonly bool _isWide;
    private readonly byte _scale;

    /// <param name="sources">The property's numbers by segment.</param>
    public NumberScratch(NumberColumn[] sources)
    {
        _sources = sources;
        _isWide = !NumberColumn.TryAlign(sources, out _scale);
    }

    public NumberColumn Fill(PieceList order)
    {
        var any = false;
        foreach (ref readonly var piece in order.Pieces)
            any |= !_sources[piece.Segment].IsAbsent;
        if (!any)
            return default;
        _values.Clear();
        return _isWide ? FillWide(order) : FillAligned(order);
    }

    public void Dispose()
    {
        _values.Dispose();
        _scales.Dispose();
    }

    private NumberColumn FillAligned(PieceList order)
    {
        var values = _values.Append(order.Rows);
        foreach (ref readonly var piece in order.Pieces)
        {
            ref readonly var source = ref _sources[piece.Segment];
            source.ReadAt(_scale, piece.Row, values[..piece.Count]);
            values = values[piece.Count..];
        }
        return NumberColumn.Of(_values.Pointer, _scale, null);
    }

    private NumberColumn FillWide(PieceList order)
    {
        _scales.Clear();
        var values = _values.Append(order.Rows);
        var scales = _scales.Append(order.Rows);
        foreach (ref readonly var piece in order.Pieces)
        {
            _sources[piece.Segment].Read(piece.Row, values[..piece.Count], scales);
            values = values[piece.Count..];
            scales = scales[piece.Count..];
        }
        return NumberColumn.Of(_values.Pointer, 0, _scales.Pointer);
    }
}
