using System.Buffers;
using System.Text.Json;

namespace Analytics.Domain.Collection.Enrichment;

/// <summary>Members to be added to JSON objects, written once for all of them.</summary>
internal sealed class AdditionWriter
{
    private const int Longest = 2_000;   // characters of a text

    private readonly ArrayBufferWriter<byte> _members = new(512);
    private readonly List<(uint Bit, int Start, int End)> _places = [];

    /// <summary>Nothing for a value that is null, empty, or cannot be kept.</summary>
    public void Add(AddedProperty property, string? value)
    {
        if (string.IsNullOrWhiteSpace(value) || EventRules.CheckText(value, "") is not null)
            return;
        var text = value.Length <= Longest ? value : value[..(char.IsHighSurrogate(value[Longest - 1]) ? Longest - 1 : Longest)];
        Add(property, JsonEncodedText.Encode(text).EncodedUtf8Bytes, quoted: true);
    }

    /// <summary>Nothing for null.</summary>
    public void Add(AddedProperty property, int? value)
    {
        Span<byte> digits = stackalloc byte[11];
        if (value is { } number && number.TryFormat(digits, out var written))
            Add(property, digits[..written], quoted: false);
    }

    public void AddTrue(AddedProperty property) => Add(property, "true"u8, quoted: false);

    /// <summary>The same members and one more that is true.</summary>
    public AdditionWriter With(AddedProperty property)
    {
        var more = new AdditionWriter();
        more._members.Write(_members.WrittenSpan);
        more._places.AddRange(_places);
        if (!_places.Exists(place => place.Bit == 1u << (int)property))
            more.AddTrue(property);
        return more;
    }

    /// <summary>The object with those members at its end that it has not itself; the same object when none is left.</summary>
    /// <param name="json">A JSON object in UTF-8.</param>
    /// <param name="given">The set of those that it has.</param>
    public ReadOnlyMemory<byte> AppendTo(ReadOnlyMemory<byte> json, uint given)
    {
        var length = 0;
        foreach (var (bit, start, end) in _places)
            if ((given & bit) == 0)
                length += end - start + 1;
        if (length == 0)
            return json;

        var head = json.Span[..json.Span.LastIndexOf((byte)'}')];
        var comma = !head.TrimEnd(" \t\r\n"u8).EndsWith("{"u8);
        var result = new byte[head.Length + length + (comma ? 1 : 0)];
        head.CopyTo(result);
        var at = head.Length;
        foreach (var (bit, start, end) in _places)
        {
            if ((given & bit) != 0)
                continue;
            if (comma)
                result[at++] = (byte)',';
            _members.WrittenSpan[start..end].CopyTo(result.AsSpan(at));
            at += end - start;
            comma = true;
        }

        result[at] = (byte)'}';
        return result;
    }

    private void Add(AddedProperty property, ReadOnlySpan<byte> value, bool quoted)
    {
        var start = _members.WrittenCount;
        _members.Write("\""u8);
        _members.Write(AddedProperties.NameOf(property));
        _members.Write(quoted ? "\":\""u8 : "\":"u8);
        _members.Write(value);
        if (quoted)
            _members.Write("\""u8);
        _places.Add((1u << (int)property, start, _members.WrittenCount));
    }
}
