using Analytics.Columnar.Encoding;
using Analytics.Columnar.Segments;
using Analytics.Domain.Collection;

namespace Analytics.Columnar.Collection;

/// <summary>Turns events as they stand in the log into a segment in memory. One tenant's, one batch at a time.</summary>
internal sealed class BatchEncoder : IDisposable
{
    private readonly Dictionary<uint, DictionaryIndex> _indexes = [];
    private readonly NativeBuffer<byte> _eventIds = new();
    private readonly NativeBuffer<int> _idEnds = new();
    private readonly NativeBuffer<byte> _text = new();
    private uint[] _actors = [];
    private Snapshot? _snapshot;

    /// <summary>The next segment after <paramref name="snapshot"/>, which has to be the newest one.</summary>
    /// <param name="snapshot">Knows the dictionaries so far.</param>
    /// <param name="entries">In log order, the first right after the snapshot's position.</param>
    /// <remarks>When it throws, the encoder has to be thrown away: its dictionaries may be ahead of any segment.</remarks>
    public Segment Encode(Snapshot snapshot, IReadOnlyList<LogEntry> entries)
    {
        _snapshot = snapshot;
        List<LoggedEvent> events = [.. entries.OfType<LoggedEvent>()];
        var order = Sort(events);
        using var columns = new EventColumns(this);
        foreach (var index in order)
            columns.Add(events[index], _actors[index], IdOf(index));
        var bytes = new NativeBuffer<byte>();
        var writer = new SegmentWriter(new NativeSink(bytes));
        columns.Write(writer, snapshot.Position);
        foreach (var index in _indexes.Values)
            index.WriteNew(writer);
        writer.Finish(snapshot.Position, entries[^1].Position, events.Count);
        return new Segment(new NativeSegmentMemory(bytes));
    }

    /// <summary>The text's code; new texts get the next one, 0 when there are as many as there may be.</summary>
    public uint Code(uint dictionary, ReadOnlySpan<byte> text, int most = int.MaxValue)
    {
        if (!_indexes.TryGetValue(dictionary, out var index))
            _indexes.Add(dictionary, index = new DictionaryIndex(dictionary, _snapshot!));
        return index.GetOrAdd(text, _snapshot!, most);
    }

    /// <summary>The same; 0 for null.</summary>
    public uint Code(uint dictionary, string? text)
    {
        if (text is null)
            return 0;
        _text.Clear();
        var room = _text.Append(System.Text.Encoding.UTF8.GetMaxByteCount(text.Length));
        return Code(dictionary, room[..System.Text.Encoding.UTF8.GetBytes(text, room)]);
    }

    public void Dispose()
    {
        foreach (var index in _indexes.Values)
            index.Dispose();
        _eventIds.Dispose();
        _idEnds.Dispose();
        _text.Dispose();
    }

    private int[] Sort(List<LoggedEvent> events)
    {
        _eventIds.Clear();
        _idEnds.Clear();
        if (_actors.Length < events.Count)
            _actors = new uint[events.Count];
        var order = new int[events.Count];
        for (var i = 0; i < events.Count; i++)
        {
            order[i] = i;
            _actors[i] = Code(DictionaryId.Actors, events[i].Actor);
            var id = events[i].EventId;
            var room = _eventIds.Append(System.Text.Encoding.UTF8.GetByteCount(id));
            System.Text.Encoding.UTF8.GetBytes(id, room);
            _idEnds.Add(_eventIds.Count);
        }
        order.AsSpan().Sort((left, right) => Compare(events, left, right));
        return order;
    }

    private int Compare(List<LoggedEvent> events, int left, int right)
    {
        var byActor = _actors[left].CompareTo(_actors[right]);
        if (byActor != 0)
            return byActor;
        var byTime = events[left].OccurredAt.CompareTo(events[right].OccurredAt);
        return byTime != 0 ? byTime : RowOrder.CompareTies(
            events[left].Sequence, IdOf(left), events[right].Sequence, IdOf(right));
    }

    private ReadOnlySpan<byte> IdOf(int index) =>
        _eventIds.Span[(index == 0 ? 0 : _idEnds[index - 1]).._idEnds[index]];
}
