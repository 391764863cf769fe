using Analytics.Columnar.Encoding;
using Analytics.Columnar.Segments;
using Analytics.Domain.Collection;

namespace Analytics.Columnar.Collection;

/// <summary>The columns of a segment while events are added in the order of its rows.</summary>
internal sealed class EventColumns : IDisposable
{
    private readonly BatchEncoder _encoder;
    private readonly NativeBuffer<uint> _actors = new();
    private readonly NativeBuffer<uint> _starts = new();
    private readonly NativeBuffer<long> _times = new();
    private readonly NativeBuffer<uint> _names = new();
    private readonly NativeBuffer<ulong> _sessions = new();
    private readonly NativeBuffer<long> _positions = new();
    private readonly NativeBuffer<ushort> _idLengths = new();
    private readonly NativeBuffer<byte> _ids = new();
    private readonly ColumnBuilder _ownIds = new();
    private readonly ColumnBuilder _sequences = new();
    private readonly ColumnBuilder _botEvents = new();
    private readonly PropertyColumns _properties;
    private int _peopleRuns;
    private bool _hasSessions;
    private bool _isBots;

    public EventColumns(BatchEncoder encoder) => (_encoder, _properties) = (encoder, new PropertyColumns(encoder));

    /// <param name="logged">The next event.</param>
    /// <param name="place">Where its row stands.</param>
    /// <param name="id">Its event id's bytes.</param>
    public void Add(LoggedEvent logged, RowPlace place, ReadOnlySpan<byte> id)
    {
        var row = _times.Count;
        BeginRun(place, row);
        _times.Add(logged.OccurredAt.ToUnixTimeMilliseconds());
        _names.Add(_encoder.Code(DictionaryId.Names, logged.Name));
        _sessions.Add(_encoder.SessionHash(logged.SessionId));
        _hasSessions |= logged.SessionId is not null;
        _positions.Add(logged.Position);
        _idLengths.Add(checked((ushort)id.Length));
        _ids.Append(id);
        if (place.OwnId != place.Actor)
            _ownIds.Add(row, place.OwnId);
        if (logged.Sequence is { } sequence)
            _sequences.Add(row, sequence);
        if (logged.IsBot)
            _botEvents.Add(row, 1);
        _properties.Add(row, logged.Properties.Span);
    }

    /// <summary>Writes every column.</summary>
    /// <param name="writer">Takes them.</param>
    /// <param name="after">The position before the segment's first.</param>
    /// <param name="known">The form of times so far, kept as long as it holds.</param>
    /// <returns>What the footer has to say of them.</returns>
    public SegmentFooter Write(SegmentWriter writer, long after, TimeForm known)
    {
        var rows = _times.Count;
        _starts.Add((uint)rows);
        writer.Section<uint>(SectionKind.Actors, _actors.Span);
        writer.Section<uint>(SectionKind.ActorStarts, _starts.Span);
        var (first, last) = (long.MaxValue, long.MinValue);
        foreach (var time in _times.Span)
            (first, last) = (Math.Min(first, time), Math.Max(last, time));
        var people = _isBots ? _peopleRuns : _actors.Count;
        if (rows > 0)
            WriteRows(writer, after, known.Holds(first, last) ? known : TimeForm.Of(first, last), (int)_starts[people]);
        _properties.Write(writer, rows);
        return new SegmentFooter { After = after, FirstTime = first, LastTime = last, Rows = rows, PeopleRuns = people };
    }

    public void Dispose()
    {
        _actors.Dispose();
        _starts.Dispose();
        _times.Dispose();
        _names.Dispose();
        _sessions.Dispose();
        _positions.Dispose();
        _idLengths.Dispose();
        _ids.Dispose();
        _ownIds.Dispose();
        _sequences.Dispose();
        _botEvents.Dispose();
        _properties.Dispose();
    }

    private void BeginRun(RowPlace place, int row)
    {
        var isFirstBot = place.IsBot && !_isBots;
        if (isFirstBot)
            (_isBots, _peopleRuns) = (true, _actors.Count);
        if (row > 0 && !isFirstBot && _actors[_actors.Count - 1] == place.Actor)
            return;
        _actors.Add(place.Actor);
        _starts.Add((uint)row);
    }

    private void WriteRows(SegmentWriter writer, long after, TimeForm form, int peopleRows)
    {
        TimeWriter.Write(writer, _times.Span, form);
        RowWriter.WriteNames(writer, _names.Span);
        writer.Section<NameTotal>(SectionKind.NameTotals, new NameTotals(peopleRows).Add(_names.Span, _times.Span).All);
        if (_hasSessions)
            RowWriter.WriteSessions(writer, _sessions.Span, _starts.Span);
        _ownIds.WriteCodes(writer, SectionKind.OwnIds, 0, _times.Count);
        _botEvents.WriteCodes(writer, SectionKind.BotEvents, 0, _times.Count);
        WritePositions(writer, after);
        writer.Begin();
        var width = EventIdColumn.WriteLengths(writer, _idLengths.Span);
        writer.Write<byte>(_ids.Span);
        writer.End(SectionKind.EventIds, new ColumnForm(SectionEncoding.Dense, width), 0, _times.Count);
        _sequences.WriteSequences(writer, _times.Count);
    }

    private void WritePositions(SegmentWriter writer, long after)
    {
        using var relative = new NativeBuffer<uint>();
        foreach (var position in _positions.Span)
            relative.Add(checked((uint)(position - after)));
        writer.Section<uint>(SectionKind.Positions, relative.Span);
    }
}
