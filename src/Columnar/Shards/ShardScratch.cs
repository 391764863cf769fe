using Analytics.Columnar.Encoding;
using Analytics.Columnar.Segments;

namespace Analytics.Columnar.Shards;

/// <summary>One thread's memory for shards that more than one piece makes up: piece after piece is copied there.</summary>
internal sealed unsafe class ShardScratch : IDisposable
{
    private readonly ShardSources _sources;
    private readonly ShardColumns _columns;
    private readonly TimeForm _form;
    private readonly NativeBuffer<byte> _names = new();
    private readonly NativeBuffer<uint> _high = new();
    private readonly NativeBuffer<byte> _low = new();
    private readonly SessionScratch _sessions;
    private readonly NativeBuffer<uint> _ownIds = new();
    private readonly NativeBuffer<byte>[] _codes;
    private readonly NumberScratch[] _numbers;

    public ShardScratch(Snapshot snapshot, ShardColumns columns, ShardSources sources)
    {
        (_sources, _columns) = (sources, columns);
        // That of most rows if it holds all: then they are copied as they are.
        _form = snapshot.TimeForm.Holds(snapshot.FirstTime, snapshot.LastTime)
            ? snapshot.TimeForm
            : TimeForm.Of(snapshot.FirstTime, snapshot.LastTime);
        _sessions = new SessionScratch(sources.Sessions);
        _codes = [.. columns.Codes.Select(_ => new NativeBuffer<byte>())];
        _numbers = [.. sources.Numbers.Select(column => new NumberScratch(column))];
    }

    /// <summary>Copies all columns that are wanted.</summary>
    public void Fill(ShardRows rows)
    {
        var order = rows.Order;
        rows.Names = Names(order);
        rows.Times = Times(order);
        rows.Sessions = _columns.Sessions ? Sessions(order) : default;
        rows.OwnIds = _columns.OwnIds ? OwnIds(order) : default;
        for (var i = 0; i < _codes.Length; i++)
            rows.CodeColumns[i] = Codes(order, _sources.Codes[i], _codes[i]);
        for (var i = 0; i < _numbers.Length; i++)
            rows.NumberColumns[i] = _numbers[i].Fill(order);
    }

    public TimeColumn Times(PieceList order)
    {
        _high.Clear();
        var high = _high.Append(order.Rows);
        // A word more, because low bits are read and written a word at a time.
        _low.Reset(checked((int)(((order.Rows * (long)_form.Shift) + 7) / 8) + sizeof(ulong)));
        var at = 0;
        foreach (ref readonly var piece in order.Pieces)
        {
            ref readonly var source = ref _sources.Times[piece.Segment];
            if (source.Form == _form)
            {
                new ReadOnlySpan<uint>(source.High + piece.Row, piece.Count).CopyTo(high[at..]);
                source.CopyLow(piece.Row, piece.Count, _low.Pointer, at);
            }
            else
                for (var i = 0; i < piece.Count; i++)
                    Split(source.At(piece.Row + i), at + i);
            at += piece.Count;
        }
        return new TimeColumn(_high.Pointer, _form.Shift == 0 ? null : _low.Pointer, 0, _form, _form.Shift);
    }

    private void Split(long time, int row)
    {
        var distance = time - _form.Base;
        _high[row] = (uint)(distance >> _form.Shift);
        var bit = row * (long)_form.Shift;
        *(uint*)(_low.Pointer + (bit >> 3)) |= (uint)(distance & ((1L << _form.Shift) - 1)) << (int)(bit & 7);
    }

    public SessionColumn Sessions(PieceList order) => _sessions.Fill(order);

    public void Dispose()
    {
        _names.Dispose();
        _high.Dispose();
        _low.Dispose();
        _sessions.Dispose();
        _ownIds.Dispose();
        foreach (var codes in _codes)
            codes.Dispose();
        foreach (var numbers in _numbers)
            numbers.Dispose();
    }

    private NameColumn Names(PieceList order)
    {
        var column = Codes(order, _sources.Names, _names);
        return new NameColumn(column.Dense, column.Width);
    }

    private static CodeColumn Codes(PieceList order, CodeColumn[] sources, NativeBuffer<byte> into)
    {
        var width = 0;
        foreach (ref readonly var piece in order.Pieces)
            width = Math.Max(width, sources[piece.Segment].Width);
        if (width == 0)
            return default;
        into.Clear();
        into.Append(checked(order.Rows * width));
        var target = into.Pointer;
        foreach (ref readonly var piece in order.Pieces)
        {
            sources[piece.Segment].CopyTo(piece.Row, piece.Count, target, width);
            target += piece.Count * width;
        }
        return CodeColumn.Of(into.Pointer, width);
    }

    private IdColumn OwnIds(PieceList order)
    {
        _ownIds.Clear();
        var ids = _ownIds.Append(order.Rows);
        var (at, any) = (0, false);
        foreach (ref readonly var piece in order.Pieces)
        {
            ref readonly var column = ref _sources.OwnIds[piece.Segment];
            var room = ids.Slice(at, piece.Count);
            column.Read(piece.Row, room);
            if (piece.MovedFrom != 0)
                room.Replace(0u, piece.MovedFrom);
            any |= piece.MovedFrom != 0 || !column.IsAbsent;
            at += piece.Count;
        }
        return any ? new IdColumn(CodeColumn.Of((byte*)_ownIds.Pointer, sizeof(uint))) : default;
    }
}
