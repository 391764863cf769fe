using System.Collections.Frozen;
using Analytics.Columnar.Segments;

namespace Analytics.Columnar.Identity;

/// <summary>
/// Texts of dictionaries that nothing uses since somebody was erased. No event gets their codes any more, and each file
/// that is written has <see cref="Mark"/> in their place.
/// </summary>
internal sealed class RemovedTexts
{
    private readonly FrozenDictionary<uint, HashSet<uint>> _codes;

    public RemovedTexts(Dictionary<uint, HashSet<uint>> codes) => _codes = codes.ToFrozenDictionary();

    public static RemovedTexts None { get; } = new([]);

    /// <summary>No text: it is not UTF-8.</summary>
    public static ReadOnlySpan<byte> Mark => [0xFF];

    public bool IsEmpty => _codes.Count == 0;

    /// <summary>The codes of a dictionary that lost their texts; null for none.</summary>
    public HashSet<uint>? Of(uint dictionary) => _codes.GetValueOrDefault(dictionary);

    public bool Contains(uint dictionary, uint code) =>
        _codes.TryGetValue(dictionary, out var codes) && codes.Contains(code);

    /// <summary>Whether a segment still has one of the texts.</summary>
    public bool AreIn(Segment segment)
    {
        foreach (var (dictionary, codes) in _codes)
        {
            var part = segment.Part(dictionary);
            if (part.Count == 0)
                continue;
            foreach (var code in codes)
                if (code >= part.FirstCode && code - part.FirstCode < part.Count
                    && !part[(int)(code - part.FirstCode)].SequenceEqual(Mark))
                    return true;
        }
        return false;
    }

    /// <summary>These and others.</summary>
    public RemovedTexts With(Dictionary<uint, HashSet<uint>> others)
    {
        foreach (var (dictionary, codes) in _codes)
            if (others.TryGetValue(dictionary, out var more))
                more.UnionWith(codes);
            else
                others.Add(dictionary, codes);
        return new RemovedTexts(others);
    }
}
