using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Analytics.Columnar.Encoding;

namespace Analytics.Columnar.Segments;

/// <summary>
/// Finds codes of texts by hash. Dictionaries only grow, and a code stays with its text: one index serves all
/// snapshots of a tenant, and takes in what is new when it is next asked.
/// </summary>
internal sealed class TextIndexes
{
    private readonly ConcurrentDictionary<uint, TextIndex> _indexes = new();

    public TextIndex Of(uint dictionary) => _indexes.GetOrAdd(dictionary, static _ => new TextIndex());
}

/// <summary>One dictionary's index. Any number of threads ask it.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Snapshots outlive the tenant's segments: the last one to go frees it.")]
internal sealed class TextIndex
{
    // So few texts are compared faster than hashed.
    private const int Few = 8;
    private readonly Lock _gate = new();
    private readonly NativeBuffer<ulong> _slots = new();   // hash in the upper half, code in the lower; 0 is free
    private int _known;

    /// <returns>The text's code; 0 when the dictionary does not have it.</returns>
    public uint Find(DictionaryView view, ReadOnlySpan<byte> text)
    {
        if (view.Count <= Few)
            return Among(view, text);
        var hash = ByteHash.Of(text);
        lock (_gate)
        {
            TakeIn(view);
            var mask = _slots.Count - 1;
            for (var slot = (int)hash & mask; _slots[slot] != 0; slot = (slot + 1) & mask)
                if ((uint)(_slots[slot] >> 32) == hash
                    && (uint)_slots[slot] is var code && code <= view.Count && view[code].SequenceEqual(text))
                    return code;
            return 0;
        }
    }

    private static uint Among(DictionaryView view, ReadOnlySpan<byte> text)
    {
        for (uint code = 1; code <= view.Count; code++)
            if (view[code].SequenceEqual(text))
                return code;
        return 0;
    }

    private void TakeIn(DictionaryView view)
    {
        if (view.Count * 2 > _slots.Count)
            Grow(view.Count);
        for (; _known < view.Count; _known++)
            Place(ByteHash.Of(view[(uint)_known + 1]), (uint)_known + 1);
    }

    private void Grow(int texts)
    {
        using var entries = new NativeBuffer<ulong>();
        entries.Append(_slots.Span);
        _slots.Reset((int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)texts * 4));
        foreach (var entry in entries.Span)
            if (entry != 0)
                Place((uint)(entry >> 32), (uint)entry);
    }

    private void Place(uint hash, uint code)
    {
        var mask = _slots.Count - 1;
        var slot = (int)hash & mask;
        while (_slots[slot] != 0)
            slot = (slot + 1) & mask;
        _slots[slot] = ((ulong)hash << 32) | code;
    }
}
