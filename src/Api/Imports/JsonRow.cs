using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Analytics.Domain.Imports;

namespace Analytics.Api.Imports;

/// <summary>Reads one line of a newline-delimited JSON file; numbers are taken as they are written.</summary>
internal sealed class JsonRow(ImportColumns columns)
{
    private readonly string[][] _names = [.. columns.All.Select(column => columns.InFile(column).ToArray())];
    private readonly string?[] _defaults = [.. columns.All.Select(columns.Default)];
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    public static bool IsEmpty(in ReadOnlySequence<byte> line) =>
        line.FirstSpan.IndexOfAnyExcept(" \t\r"u8) < 0 && (line.IsSingleSegment || IsEmpty(line.ToArray()));

    public ImportRow Read(in ReadOnlySequence<byte> line, long row, long number)
    {
        var values = new string?[_names.Length];
        try
        {
            var text = number == 1 && line.FirstSpan.StartsWith("\uFEFF"u8) ? line.Slice(3) : line;
            var reader = new Utf8JsonReader(text);
            var fault = ReadValues(ref reader, values);
            for (var column = 0; column < values.Length; column++)
                if (string.IsNullOrEmpty(values[column]) && _defaults[column] is { } value)
                    values[column] = value;
            return new ImportRow(row, number, values) { Fault = fault };
        }
        catch (JsonException malformed)
        {
            return new ImportRow(row, number, new string?[_names.Length])
            {
                Fault = Problem.Invalid("MALFORMED_JSON", string.Create(CultureInfo.InvariantCulture,
                    $"The JSON breaks off or is wrong at byte {malformed.BytePositionInLine + 1} of the line.")),
            };
        }
    }

    private static bool IsEmpty(byte[] line) => line.AsSpan().IndexOfAnyExcept(" \t\r"u8) < 0;

    private Problem? ReadValues(ref Utf8JsonReader reader, string?[] values)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return Problem.Invalid("WRONG_TYPE", "Expected an object.");
        }

        Problem? fault = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var column = ColumnOf(ref reader);
            reader.Read();
            if (column < 0)
                reader.Skip();
            else if (!TryReadValue(ref reader, out values[column]))
                fault ??= Problem.Invalid("WRONG_TYPE", "Expected text or a number.", columns.All[column].Name);
        }

        reader.Read();             // throws when something follows the object
        return fault;
    }

    // Names are looked up once: files have the same ones line by line. Hostile ones do not fill the memory.
    private int ColumnOf(ref Utf8JsonReader reader)
    {
        const int MaxNames = 1_000;
        var name = reader.GetString()!;
        if (_places.TryGetValue(name, out var place))
            return place;
        place = Array.FindIndex(_names, names => Array.Exists(names, known => ImportColumns.IsSame(known, name)));
        if (_places.Count < MaxNames)
            _places.Add(name, place);
        return place;
    }

    private static bool TryReadValue(ref Utf8JsonReader reader, out string? value)
    {
        value = null;
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                value = "";
                return true;
            case JsonTokenType.True or JsonTokenType.False:
                value = reader.TokenType == JsonTokenType.True ? "true" : "false";
                return true;
            case JsonTokenType.Number:
                value = Encoding.UTF8.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan);
                return true;
            case JsonTokenType.String:
                return TryReadText(ref reader, out value);
            default:
                reader.Skip();
                return false;
        }
    }

    // Half a surrogate pair, which JSON can spell and Unicode has not.
    private static bool TryReadText(ref Utf8JsonReader reader, out string? value)
    {
        value = null;
        try
        {
            value = reader.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
