using System.Collections.Immutable;
using Analytics.Columnar.Identity;

namespace Analytics.Columnar.Segments;

/// <summary>A run of a dictionary's texts, with codes that follow each other.</summary>
internal readonly unsafe struct DictionaryPart(uint* ends, byte* bytes, uint firstCode, int count)
{
    private readonly uint* _ends = ends;
    private readonly byte* _bytes = bytes;

    public uint FirstCode { get; } = firstCode;

    public int Count { get; } = count;

    public ReadOnlySpan<uint> Ends => new(_ends, Count);

    /// <summary>All texts one after the other; less than 2 GB in one segment.</summary>
    public ReadOnlySpan<byte> Bytes => new(_bytes, Count == 0 ? 0 : checked((int)_ends[Count - 1]));

    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            var start = index == 0 ? 0 : _ends[index - 1];
            return new ReadOnlySpan<byte>(_bytes + start, (int)(_ends[index] - start));
        }
    }
}

/// <summary>A dictionary as one snapshot sees it: texts by code, from 1 to <see cref="Count"/>.</summary>
internal sealed class DictionaryView
{
    private readonly DictionaryPart[] _parts;
    private readonly TextIndex _index;
    private readonly HashSet<uint>? _removed;

    /// <param name="segments">Have the texts.</param>
    /// <param name="dictionary">Its id.</param>
    /// <param name="index">Finds texts.</param>
    /// <param name="removed">Codes whose texts are none any more though files may still have them; null for none.</param>
    public DictionaryView(
        ImmutableArray<Segment> segments, uint dictionary, TextIndex index, HashSet<uint>? removed = null)
    {
        (_index, _removed) = (index, removed);
        var parts = new List<DictionaryPart>(segments.Length);
        foreach (var segment in segments)
            if (segment.Part(dictionary) is { Count: > 0 } part)
                parts.Add(part);
        _parts = [.. parts];
        Count = _parts.Length == 0 ? 0 : (int)_parts[^1].FirstCode - 1 + _parts[^1].Count;
    }

    public int Count { get; }

    public ReadOnlySpan<byte> this[uint code]
    {
        get
        {
            if (_removed is not null && _removed.Contains(code))
                return RemovedTexts.Mark;
            var part = 0;
            while (part + 1 < _parts.Length && _parts[part + 1].FirstCode <= code)
                part++;
            return _parts[part][(int)(code - _parts[part].FirstCode)];
        }
    }

    public string Text(uint code) => System.Text.Encoding.UTF8.GetString(this[code]);

    /// <returns>The text's code; 0 when the dictionary does not have it.</returns>
    public uint Find(string text)
    {
        var length = System.Text.Encoding.UTF8.GetMaxByteCount(text.Length);
        Span<byte> bytes = length <= 512 ? stackalloc byte[length] : new byte[length];
        return Find(bytes[..System.Text.Encoding.UTF8.GetBytes(text, bytes)]);
    }

    /// <returns>The code of a text in UTF-8; 0 when the dictionary does not have it.</returns>
    public uint Find(ReadOnlySpan<byte> text) => _index.Find(this, text);
}
