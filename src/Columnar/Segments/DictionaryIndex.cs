using Analytics.Columnar.Encoding;
using Analytics.Columnar.Identity;

namespace Analytics.Columnar.Segments;

/// <summary>
/// Finds a text's code while events are taken in, and gives new texts the next code. What is new since the last
/// segment waits here until a segment takes it along.
/// </summary>
internal sealed class DictionaryIndex : IDisposable
{
    private NativeBuffer<ulong> _slots = new();   // hash in the upper half, code in the lower; 0 is free
    private readonly NativeBuffer<byte> _newBytes = new();
    private readonly NativeBuffer<uint> _newEnds = new();
    private readonly uint _dictionary;
    private Snapshot _snapshot;
    private DictionaryView _view;
    private int _known;

    public DictionaryIndex(uint dictionary, Snapshot snapshot)
    {
        (_dictionary, _snapshot, _view) = (dictionary, snapshot, snapshot.Dictionary(dictionary));
        _known = _view.Count;
        Fill();
    }

    public int Count => _known + _newEnds.Count;

    /// <summary>The text of a code, those that wait included; after <see cref="Use"/>.</summary>
    public ReadOnlySpan<byte> this[uint code] => Text(code);

    /// <summary>Reads texts from the newest snapshot: it holds all but the waiting ones.</summary>
    public void Use(Snapshot snapshot)
    {
        if (_snapshot != snapshot)
            (_snapshot, _view) = (snapshot, snapshot.Dictionary(_dictionary));
    }

    /// <param name="text">Its UTF-8 bytes.</param>
    /// <param name="snapshot">The newest one: it holds all texts but the waiting ones.</param>
    /// <param name="most">A text beyond so many gets 0.</param>
    public uint GetOrAdd(ReadOnlySpan<byte> text, Snapshot snapshot, int most)
    {
        Use(snapshot);
        var hash = ByteHash.Of(text);
        var mask = _slots.Count - 1;
        for (var slot = (int)hash & mask; ; slot = (slot + 1) & mask)
        {
            var entry = _slots[slot];
            if (entry == 0)
                break;
            if ((uint)(entry >> 32) == hash && Text((uint)entry).SequenceEqual(text))
                return (uint)entry;
        }
        if (Count >= most)
            return 0;
        _newBytes.Append(text);
        _newEnds.Add((uint)_newBytes.Count);
        var code = (uint)Count;
        Insert(hash, code);
        return code;
    }

    /// <summary>Hands the new texts to the segment that is being written.</summary>
    public void WriteNew(SegmentWriter writer)
    {
        if (_newEnds.Count == 0)
            return;
        writer.Begin();
        writer.Write<uint>(_newEnds.Span);
        writer.AlignContent();
        writer.Write<byte>(_newBytes.Span);
        writer.End(SectionKind.Dictionary, default, _dictionary, _newEnds.Count, (uint)_known + 1);
        _known += _newEnds.Count;
        _newEnds.Clear();
        _newBytes.Clear();
    }

    public void Dispose()
    {
        _slots.Dispose();
        _newBytes.Dispose();
        _newEnds.Dispose();
    }

    private ReadOnlySpan<byte> Text(uint code)
    {
        if (code <= _known)
            return _view[code];
        var index = (int)code - _known - 1;
        var start = index == 0 ? 0 : (int)_newEnds[index - 1];
        return _newBytes.Span[start..(int)_newEnds[index]];
    }

    private void Fill()
    {
        _slots.Reset(1024);
        for (uint code = 1; code <= _known; code++)
            if (!_view[code].SequenceEqual(RemovedTexts.Mark))
                Insert(ByteHash.Of(_view[code]), code);
    }

    private void Insert(uint hash, uint code)
    {
        if (code * 5L > _slots.Count * 4L)
            Grow();
        Place(hash, code);
    }

    private void Place(uint hash, uint code)
    {
        var mask = _slots.Count - 1;
        var slot = (int)hash & mask;
        while (_slots[slot] != 0)
            slot = (slot + 1) & mask;
        _slots[slot] = ((ulong)hash << 32) | code;
    }

    private void Grow()
    {
        using var entries = _slots;
        _slots = new NativeBuffer<ulong>();
        _slots.Reset(entries.Count * 2);
        foreach (var entry in entries.Span)
            if (entry != 0)
                Place((uint)(entry >> 32), (uint)entry);
    }
}
