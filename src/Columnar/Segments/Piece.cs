using Analytics.Columnar.Encoding;

namespace Analytics.Columnar.Segments;

/// <summary>Rows of one segment that stay together.</summary>
/// <param name="Segment">Index in the snapshot.</param>
/// <param name="Row">The first.</param>
/// <param name="Count">How many.</param>
/// <param name="MovedFrom">The actor under whom the segment has them when that is another than theirs now; else 0.</param>
internal readonly record struct Piece(int Segment, int Row, int Count, uint MovedFrom);

/// <summary>Rows in the order of (actor, event), as pieces of segments; each actor's are one run.</summary>
internal sealed class PieceList : IDisposable
{
    private readonly NativeBuffer<Piece> _pieces = new();
    private readonly NativeBuffer<uint> _actors = new();
    private readonly NativeBuffer<uint> _starts = new();

    public ReadOnlySpan<Piece> Pieces => _pieces.Span;

    public ReadOnlySpan<uint> Actors => _actors.Span;

    /// <summary>The first row of each actor, then the number of rows; only after <see cref="End"/>.</summary>
    public ReadOnlySpan<uint> Starts => _starts.Span;

    public int Rows { get; private set; }

    public void Clear()
    {
        _pieces.Clear();
        _actors.Clear();
        _starts.Clear();
        Rows = 0;
    }

    /// <summary>The pieces that follow are this actor's, which is greater than all before.</summary>
    public void BeginActor(uint actor)
    {
        _actors.Add(actor);
        _starts.Add((uint)Rows);
    }

    public void Add(int segment, int row, int count, uint movedFrom = 0)
    {
        Rows += count;
        if (_pieces.Count > 0 && _pieces[_pieces.Count - 1] is var last && last.Segment == segment
            && last.Row + last.Count == row && last.MovedFrom == movedFrom)
            _pieces[_pieces.Count - 1] = last with { Count = last.Count + count };
        else
            _pieces.Add(new Piece(segment, row, count, movedFrom));
    }

    /// <summary>Adds whole runs of a segment.</summary>
    public void AddRuns(int segment, ReadOnlySpan<uint> actors, ReadOnlySpan<uint> starts)
    {
        var shift = (uint)Rows - starts[0];
        _actors.Append(actors);
        var room = _starts.Append(actors.Length);
        for (var i = 0; i < room.Length; i++)
            room[i] = starts[i] + shift;
        Add(segment, (int)starts[0], (int)(starts[^1] - starts[0]));
    }

    public void End() => _starts.Add((uint)Rows);

    public void Dispose()
    {
        _pieces.Dispose();
        _actors.Dispose();
        _starts.Dispose();
    }
}
