using System.Globalization;
using Analytics.Columnar.Encoding;
using Analytics.Columnar.Segments;

namespace Analytics.Columnar.Operators;

/// <summary>
/// Numbers the values of a breakdown's property: 0 for none, a text by its code, numbers and booleans after the
/// texts as they are met. A number and a text that read the same are one group.
/// </summary>
internal sealed class GroupKeys
{
    /// <summary>Events without a value.</summary>
    public const int Missing = 0;

    private readonly Lock _gate = new();
    private readonly DictionaryView? _texts;
    private readonly List<string> _others = [];
    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);
    private bool _knowsTexts;

    public GroupKeys(Snapshot snapshot, string property)
    {
        Property = snapshot.Property(property);
        _texts = Property == 0 ? null : snapshot.Dictionary(Property);
    }

    /// <summary>The property's code; 0 when no event has it.</summary>
    public uint Property { get; }

    /// <summary>Groups so far, the missing one included.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return TextCount + 1 + _others.Count;
        }
    }

    private int TextCount => _texts?.Count ?? 0;

    /// <returns>Null for <see cref="Missing"/>.</returns>
    public string? Key(int group) =>
        group == Missing ? null : group <= TextCount ? _texts!.Text((uint)group) : _others[group - TextCount - 1];

    public int OfBoolean(bool value) => Of(value ? "true" : "false");

    public int OfNumber(long value, int scale)
    {
        while (scale > 0 && value % 10 == 0)
            (value, scale) = (value / 10, scale - 1);
        return Of((value / PowersOfTen.AsDecimal(scale)).ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The group of a key; a new one when no text reads so.</summary>
    public int Of(string key)
    {
        lock (_gate)
        {
            KnowTexts();
            if (_known.TryGetValue(key, out var group))
                return group;
            _others.Add(key);
            group = TextCount + _others.Count;
            _known.Add(key, group);
            return group;
        }
    }

    private void KnowTexts()
    {
        if (_knowsTexts)
            return;
        for (var code = 1; code <= TextCount; code++)
            _known.Add(_texts!.Text((uint)code), code);
        _knowsTexts = true;
    }
}

/// <summary>One thread's view of the groups: it asks for a number's group once.</summary>
internal sealed class GroupCache(GroupKeys keys)
{
    private readonly Dictionary<(long Value, byte Scale), int> _numbers = [];
    private readonly int[] _booleans = [GroupKeys.Missing, -1, -1];

    /// <summary>The groups of the rows whose bits are not 0; the others' are not defined.</summary>
    public void Read(Segment segment, int row, ReadOnlySpan<uint> bits, Span<int> groups)
    {
        groups = groups[..bits.Length];
        groups.Clear();
        if (keys.Property == 0)
            return;
        segment.Codes(SectionKind.Text, keys.Property)
            .Read(row, System.Runtime.InteropServices.MemoryMarshal.Cast<int, uint>(groups));
        ReadNumbers(segment.Numbers(keys.Property), row, bits, groups);
        ReadBooleans(segment.Codes(SectionKind.Boolean, keys.Property), row, bits, groups);
    }

    private void ReadNumbers(NumberColumn column, int row, ReadOnlySpan<uint> bits, Span<int> groups)
    {
        if (column.IsAbsent)
            return;
        Span<long> values = stackalloc long[BlockRows.Block];
        Span<byte> scales = stackalloc byte[BlockRows.Block];
        column.Read(row, values[..bits.Length], scales);
        for (var i = 0; i < bits.Length; i++)
        {
            if (bits[i] == 0 || values[i] == SegmentFormat.NoNumber)
                continue;
            if (!_numbers.TryGetValue((values[i], scales[i]), out groups[i]))
                _numbers.Add((values[i], scales[i]), groups[i] = keys.OfNumber(values[i], scales[i]));
        }
    }

    private void ReadBooleans(CodeColumn column, int row, ReadOnlySpan<uint> bits, Span<int> groups)
    {
        if (column.IsAbsent)
            return;
        Span<uint> codes = stackalloc uint[BlockRows.Block];
        column.Read(row, codes[..bits.Length]);
        for (var i = 0; i < bits.Length; i++)
        {
            if (bits[i] == 0 || codes[i] == 0)
                continue;
            if (_booleans[codes[i]] < 0)
                _booleans[codes[i]] = keys.OfBoolean(codes[i] == 2);
            groups[i] = _booleans[codes[i]];
        }
    }
}
