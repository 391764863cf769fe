using Analytics.Columnar.Encoding;
using Analytics.Columnar.Segments;

namespace Analytics.Columnar.Shards;

/// <summary>Puts together the sessions of a shard: what each row has, then where it changes.</summary>
internal sealed unsafe class SessionScratch(Snapshot snapshot) : IDisposable
{
    private readonly NativeBuffer<uint> _codes = new();
    private readonly NativeBuffer<ulong> _bits = new();
    private readonly NativeBuffer<uint> _ranks = new();
    private readonly NativeBuffer<ulong> _hashes = new();

    public SessionColumn Fill(PieceList order)
    {
        _codes.Clear();
        var codes = _codes.Append(order.Rows);
        var (at, any) = (0, false);
        foreach (var piece in order.Pieces)
        {
            var column = snapshot.Segments[piece.Segment].Sessions;
            column.Read(piece.Row, codes.Slice(at, piece.Count));
            any |= !column.IsAbsent;
            at += piece.Count;
        }
        if (!any)
            return default;
        _hashes.Clear();
        _ranks.Clear();
        _bits.Reset((order.Rows + 63) / 64);
        var run = 0;
        for (var row = 0; row < codes.Length; row++)
        {
            if ((row & 63) == 0)
                _ranks.Add((uint)_hashes.Count);
            var first = run < order.Actors.Length && order.Starts[run] == row;
            if (first)
                run++;
            if (!first && row > 0 && codes[row] == codes[row - 1])
                continue;
            _bits[row >> 6] |= 1UL << row;
            _hashes.Add(codes[row]);
        }
        return new SessionColumn(_bits.Pointer, _ranks.Pointer, _hashes.Pointer, 0);
    }

    public void Dispose()
    {
        _codes.Dispose();
        _bits.Dispose();
        _ranks.Dispose();
        _hashes.Dispose();
    }
}
