using System.Runtime.InteropServices;
using Analytics.Columnar.Encoding;
using Analytics.Columnar.Segments;
using Analytics.Domain.Collection;

namespace Analytics.Columnar.Collection;

/// <summary>The columns of a segment while events are added in the order of its rows.</summary>
internal sealed class EventColumns : IDisposable
{
    private readonly BatchEncoder _encoder;
    private readonly NativeBuffer<uint> _actors = new();
    private readonly NativeBuffer<uint> _actorStarts = new();
    private readonly NativeBuffer<long> _times = new();
    private readonly NativeBuffer<long> _positions = new();
    private readonly NativeBuffer<long> _idEnds = new();
    private readonly NativeBuffer<byte> _ids = new();
    private readonly ColumnBuilder _names = new();
    private readonly ColumnBuilder _sessions = new();
    private readonly ColumnBuilder _sequences = new();
    private readonly Dictionary<uint, NameTotal> _totals = [];
    private readonly PropertyColumns _properties;

    public EventColumns(BatchEncoder encoder) => (_encoder, _properties) = (encoder, new PropertyColumns(encoder));

    public void Add(LoggedEvent logged, uint actor, ReadOnlySpan<byte> id)
    {
        var row = _times.Count;
        if (row == 0 || _actors[_actors.Count - 1] != actor)
        {
            _actors.Add(actor);
            _actorStarts.Add((uint)row);
        }
        var time = logged.OccurredAt.ToUnixTimeMilliseconds();
        _times.Add(time);
        _positions.Add(logged.Position);
        _ids.Append(id);
        _idEnds.Add(_ids.Count);
        var name = _encoder.Code(DictionaryId.Names, logged.Name);
        _names.Add(row, name);
        if (logged.SessionId is { } session)
            _sessions.Add(row, _encoder.Code(DictionaryId.Sessions, session));
        if (logged.Sequence is { } sequence)
            _sequences.Add(row, sequence);
        ref var total = ref CollectionsMarshal.GetValueRefOrAddDefault(_totals, name, out var known);
        total = known ? Wider(total, time) : new NameTotal(name, 1, time, time);
        _properties.Add(row, logged.Properties.Span);
    }

    /// <param name="writer">Takes every column.</param>
    /// <param name="after">The position before the segment's first.</param>
    public void Write(SegmentWriter writer, long after)
    {
        var rows = _times.Count;
        _actorStarts.Add((uint)rows);
        writer.Section<uint>(SectionKind.Actors, _actors.Span);
        writer.Section<uint>(SectionKind.ActorStarts, _actorStarts.Span);
        writer.Section<long>(SectionKind.Times, _times.Span);
        WritePositions(writer, after);
        writer.Section<long>(SectionKind.EventIdEnds, _idEnds.Span);
        writer.Section<byte>(SectionKind.EventIdBytes, _ids.Span);
        writer.Section<NameTotal>(SectionKind.NameTotals, _totals.Values.ToArray());
        _names.WriteCodes(writer, SectionKind.Names, 0, rows);
        _sessions.WriteCodes(writer, SectionKind.Sessions, 0, rows);
        _sequences.WriteSparse(writer, SectionKind.Sequences);
        _properties.Write(writer, rows);
    }

    public void Dispose()
    {
        _actors.Dispose();
        _actorStarts.Dispose();
        _times.Dispose();
        _positions.Dispose();
        _idEnds.Dispose();
        _ids.Dispose();
        _names.Dispose();
        _sessions.Dispose();
        _sequences.Dispose();
        _properties.Dispose();
    }

    private void WritePositions(SegmentWriter writer, long after)
    {
        using var relative = new NativeBuffer<uint>();
        foreach (var position in _positions.Span)
            relative.Add((uint)(position - after));
        writer.Section<uint>(SectionKind.Positions, relative.Span);
    }

    private static NameTotal Wider(NameTotal total, long time) =>
        new(total.Name, total.Count + 1, Math.Min(total.First, time), Math.Max(total.Last, time));
}
