using System.Numerics;
using Analytics.Columnar.Encoding;

namespace Analytics.Columnar.Sessions;

/// <summary>The session ids that one actor's client sent, as hashes, with the numbers that they were given.</summary>
internal sealed class SentSessions : IDisposable
{
    // Most actors have a few sessions: to look at each is quicker than to keep a table.
    private const int Few = 16;
    private readonly NativeBuffer<(ulong Hash, uint Number)> _entries = new();
    private readonly NativeBuffer<int> _table = new();
    private int _hashed;

    /// <summary>Forgets them all: another actor's turn.</summary>
    public void Clear()
    {
        _entries.Clear();
        _table.Clear();
        _hashed = 0;
    }

    public void Add(ulong hash, uint number)
    {
        _entries.Add((hash, number));
        if (_entries.Count <= Few)
            return;
        if (_entries.Count * 2 > _table.Count)
        {
            _table.Reset((int)BitOperations.RoundUpToPowerOf2((uint)_entries.Count * 4));
            _hashed = 0;
        }
        for (; _hashed < _entries.Count; _hashed++)
            _table[FreeSlot(_entries[_hashed].Hash)] = _hashed + 1;
    }

    public bool TryGet(ulong hash, out uint number)
    {
        var entries = _entries.Span;
        if (entries.Length > Few)
        {
            var found = Find(hash);
            number = found < 0 ? 0 : entries[found].Number;
            return found >= 0;
        }
        foreach (ref readonly var entry in entries)
            if (entry.Hash == hash)
            {
                number = entry.Number;
                return true;
            }
        number = 0;
        return false;
    }

    public void Dispose()
    {
        _entries.Dispose();
        _table.Dispose();
    }

    private int Find(ulong hash)
    {
        for (var slot = SlotOf(hash); _table[slot] is > 0 and var entry; slot = (slot + 1) & (_table.Count - 1))
            if (_entries[entry - 1].Hash == hash)
                return entry - 1;
        return -1;
    }

    private int FreeSlot(ulong hash)
    {
        var slot = SlotOf(hash);
        while (_table[slot] != 0)
            slot = (slot + 1) & (_table.Count - 1);
        return slot;
    }

    // Codes of a dictionary stand where hashes do, too: their low bits follow each other, which multiplying spreads.
    private int SlotOf(ulong hash) => (int)((hash * 0x9E3779B97F4A7C15) >> 32) & (_table.Count - 1);
}
