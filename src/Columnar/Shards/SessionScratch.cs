using Analytics.Columnar.Encoding;
using Analytics.Columnar.Segments;

namespace Analytics.Columnar.Shards;

/// <summary>Puts together the sessions of a shard: what each row has, then where it changes.</summary>
internal sealed class SessionScratch(SessionColumn[] sources) : IDisposable
{
    private readonly NativeBuffer<ulong> _hashes = new();
    private readonly SessionBuilder _builder = new();

    public SessionColumn Fill(PieceList order)
    {
        _hashes.Clear();
        var hashes = _hashes.Append(order.Rows);
        var (at, any) = (0, false);
        foreach (ref readonly var piece in order.Pieces)
        {
            ref readonly var column = ref sources[piece.Segment];
            column.Read(piece.Row, hashes.Slice(at, piece.Count));
            any |= !column.IsAbsent;
            at += piece.Count;
        }
        if (!any)
            return default;
        _builder.Fill(hashes, order.Starts);
        return _builder.Column();
    }

    public void Dispose()
    {
        _hashes.Dispose();
        _builder.Dispose();
    }
}
