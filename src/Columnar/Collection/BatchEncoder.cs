using Analytics.Columnar.Encoding;
using Analytics.Columnar.Identity;
using Analytics.Columnar.Segments;
using Analytics.Domain.Collection;

namespace Analytics.Columnar.Collection;

/// <summary>Turns events as they stand in the log into a segment in memory. One tenant's, one batch at a time.</summary>
internal sealed class BatchEncoder : IDisposable
{
    private readonly Dictionary<uint, DictionaryIndex> _indexes = [];
    // Used again for each batch: an array of so many would go to the heap for large objects each time.
    private readonly List<LoggedEvent> _events = [];
    private readonly NativeBuffer<byte> _eventIds = new();
    private readonly NativeBuffer<int> _idEnds = new();
    private readonly NativeBuffer<byte> _text = new();
    private readonly NativeBuffer<RowPlace> _places = new();
    private readonly NativeBuffer<ulong> _order = new();
    private readonly EntryEncoder _entries;
    private readonly Erasures _erasures = new();
    private Snapshot? _snapshot;

    public BatchEncoder() => _entries = new EntryEncoder(this);

    /// <summary>The next segment after <paramref name="snapshot"/>, which has to be the newest one.</summary>
    /// <param name="snapshot">Knows the dictionaries so far.</param>
    /// <param name="entries">In log order, the first right after the snapshot's position.</param>
    /// <param name="actors">Whose ids are as of the snapshot; null leaves each id to itself.</param>
    /// <remarks>When it throws, the encoder has to be thrown away: its dictionaries may be ahead of any segment.</remarks>
    public Segment Encode(Snapshot snapshot, IReadOnlyList<LogEntry> entries, ActorMap? actors = null)
    {
        _snapshot = snapshot;
        var events = _events;
        events.Clear();
        events.AddRange(entries.OfType<LoggedEvent>());
        // Of somebody erased nothing gets a row; collection refuses it, another log may not.
        if (actors is { AnyErased: true })
            events.RemoveAll(logged => actors.IsErased(Code(DictionaryId.Actors, logged.Actor)));
        Place(events, actors);
        Sort(events);
        using var columns = new EventColumns(this);
        foreach (var key in _order.Span)
            columns.Add(events[IndexOf(key)], _places[IndexOf(key)], IdOf(IndexOf(key)));
        var bytes = new NativeBuffer<byte>();
        var writer = new SegmentWriter(new NativeSink(bytes));
        var footer = columns.Write(writer, snapshot.Position, snapshot.TimeForm);
        var ids = Index(DictionaryId.Actors);
        ids.Use(snapshot);
        _entries.Write(entries, ids, actors?.Erasures ?? _erasures, writer);
        foreach (var index in _indexes.Values)
            index.WriteNew(writer);
        events.Clear();
        writer.Finish(footer with { Through = entries[^1].Position, Arranged = actors is null ? 0 : snapshot.Position });
        return new Segment(new NativeSegmentMemory(bytes));
    }

    /// <summary>The text's code; new texts get the next one, 0 when there are as many as there may be.</summary>
    public uint Code(uint dictionary, ReadOnlySpan<byte> text, int most = int.MaxValue) =>
        Index(dictionary).GetOrAdd(text, _snapshot!, most);

    /// <summary>The same; 0 for null.</summary>
    public uint Code(uint dictionary, string? text) => text is null ? 0 : Code(dictionary, Bytes(text));

    private Span<byte> Bytes(string text)
    {
        _text.Clear();
        var room = _text.Append(System.Text.Encoding.UTF8.GetMaxByteCount(text.Length));
        return room[..System.Text.Encoding.UTF8.GetBytes(text, room)];
    }

    /// <summary>What tells a client's sessions apart; <see cref="SessionColumn.None"/> for null.</summary>
    public ulong SessionHash(string? session)
    {
        if (session is null)
            return SessionColumn.None;
        // No session has the hash that stands for none.
        return Math.Max(1, XxHash64.Of(Bytes(session)));
    }

    public void Dispose()
    {
        _entries.Dispose();
        _erasures.Dispose();
        foreach (var index in _indexes.Values)
            index.Dispose();
        _eventIds.Dispose();
        _idEnds.Dispose();
        _text.Dispose();
        _places.Dispose();
        _order.Dispose();
    }

    private DictionaryIndex Index(uint dictionary)
    {
        if (!_indexes.TryGetValue(dictionary, out var index))
            _indexes.Add(dictionary, index = new DictionaryIndex(dictionary, _snapshot!));
        return index;
    }

    private void Place(List<LoggedEvent> events, ActorMap? actors)
    {
        _eventIds.Clear();
        _idEnds.Clear();
        _places.Clear();
        foreach (var logged in events)
        {
            var own = Code(DictionaryId.Actors, logged.Actor);
            _places.Add(actors is null
                ? new RowPlace(own, own, logged.IsBot)
                : new RowPlace(own, actors.ActorOf(own), actors.IsBot(own) ?? logged.IsBot));
            var room = _eventIds.Append(System.Text.Encoding.UTF8.GetByteCount(logged.EventId));
            System.Text.Encoding.UTF8.GetBytes(logged.EventId, room);
            _idEnds.Add(_eventIds.Count);
        }
    }

    // By bots and actor as whole numbers; then the few events of each actor by what else orders them.
    private void Sort(List<LoggedEvent> events)
    {
        _order.Clear();
        for (var i = 0; i < events.Count; i++)
            _order.Add((_places[i].IsBot ? 1UL << 63 : 0) | ((ulong)_places[i].Actor << IndexBits) | (uint)i);
        var order = _order.Span;
        order.Sort();
        Comparison<ulong> byEvent = (left, right) => Compare(events, IndexOf(left), IndexOf(right));
        while (!order.IsEmpty)
        {
            var end = 1;
            while (end < order.Length && order[end] >> IndexBits == order[0] >> IndexBits)
                end++;
            if (end > 1)
                order[..end].Sort(byEvent);
            order = order[end..];
        }
    }

    private int Compare(List<LoggedEvent> events, int left, int right)
    {
        var byTime = events[left].OccurredAt.CompareTo(events[right].OccurredAt);
        return byTime != 0 ? byTime : RowOrder.CompareTies(
            events[left].Sequence, IdOf(left), events[right].Sequence, IdOf(right));
    }

    private const int IndexBits = 31;

    private static int IndexOf(ulong key) => (int)(key & int.MaxValue);

    private ReadOnlySpan<byte> IdOf(int index) =>
        _eventIds.Span[(index == 0 ? 0 : _idEnds[index - 1]).._idEnds[index]];
}
