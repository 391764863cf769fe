using Analytics.Columnar.Segments;

namespace Analytics.Columnar.Identity;

/// <summary>
/// All that is known of erased ids. Nothing is hashed before the first erasure; from then on every id is when it comes.
/// Only for who appends.
/// </summary>
internal sealed class Erasures : IDisposable
{
    private readonly List<ErasedIds> _byKey = [];   // one, unless a log was put together of several tenants'
    private int _settled;

    /// <summary>Takes the erasures of a segment; the ids in it have been looked at.</summary>
    public void Take(Segment segment)
    {
        foreach (ref readonly var hash in segment.ErasedHashes)
            Under(hash.Key).Add(hash.Hash);
        if (segment.Part(DictionaryId.Actors) is { Count: > 0 } ids)
            _settled = (int)ids.FirstCode - 1 + ids.Count;
    }

    /// <summary>Remembers an erasure and finds the id.</summary>
    /// <returns>Its code; 0 when it has not come yet.</returns>
    public uint Add(ReadOnlySpan<byte> key, ReadOnlySpan<byte> hash, DictionaryIndex ids)
    {
        var erased = Under(key);
        erased.Add(hash);
        return erased.Find(hash, ids, _settled);
    }

    /// <summary>Looks at the ids that are in no segment yet, for those that were erased before they came.</summary>
    public void Look(DictionaryIndex ids, Action<uint> erased)
    {
        foreach (var known in _byKey)
            for (var code = (uint)_settled + 1; code <= ids.Count; code++)
                if (known.Contains(ids[code]))
                    erased(code);
    }

    public void Dispose()
    {
        foreach (var known in _byKey)
            known.Dispose();
    }

    private ErasedIds Under(ReadOnlySpan<byte> key)
    {
        foreach (var known in _byKey)
            if (known.Key.SequenceEqual(key))
                return known;
        var added = new ErasedIds(key.ToArray());
        _byKey.Add(added);
        return added;
    }
}
