using Analytics.Columnar.Encoding;
using Analytics.Columnar.Segments;

namespace Analytics.Columnar.Shards;

/// <summary>Puts together a property's numbers of a shard, at one scale where that fits 64 bits.</summary>
internal sealed unsafe class NumberScratch(Snapshot snapshot, uint property) : IDisposable
{
    private readonly NativeBuffer<long> _values = new();
    private readonly NativeBuffer<byte> _scales = new();

    public NumberColumn Fill(PieceList order)
    {
        _values.Clear();
        _scales.Clear();
        var values = _values.Append(order.Rows);
        var scales = _scales.Append(order.Rows);
        var (at, any) = (0, false);
        foreach (var piece in order.Pieces)
        {
            var column = snapshot.Segments[piece.Segment].Numbers(property);
            column.Read(piece.Row, values.Slice(at, piece.Count), scales.Slice(at, piece.Count));
            any |= !column.IsAbsent;
            at += piece.Count;
        }
        if (!any)
            return default;
        return TryAlign(values, scales, out var scale)
            ? NumberColumn.Of(_values.Pointer, scale, null)
            : NumberColumn.Of(_values.Pointer, 0, _scales.Pointer);
    }

    public void Dispose()
    {
        _values.Dispose();
        _scales.Dispose();
    }

    private static bool TryAlign(Span<long> values, ReadOnlySpan<byte> scales, out byte scale)
    {
        scale = 0;
        for (var i = 0; i < values.Length; i++)
            if (values[i] != SegmentFormat.NoNumber)
                scale = Math.Max(scale, scales[i]);
        for (var i = 0; i < values.Length; i++)
            if (values[i] != SegmentFormat.NoNumber
                && Int128.Abs((Int128)values[i] * PowersOfTen.AsLong(scale - scales[i])) > long.MaxValue)
                return false;
        for (var i = 0; i < values.Length; i++)
            if (values[i] != SegmentFormat.NoNumber)
                values[i] *= PowersOfTen.AsLong(scale - scales[i]);
        return true;
    }
}
