using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Analytics.Domain.Imports;

namespace Analytics.Api.Imports;

/// <summary>Reads one line of a newline-delimited JSON file; numbers are taken as they are written.</summary>
internal sealed class JsonOrderRow(OrderColumns columns)
{
    private readonly byte[][] _names = [.. OrderColumns.Names.Select(name => Encoding.UTF8.GetBytes(columns.InFile(name)))];

    public static bool IsEmpty(in ReadOnlySequence<byte> line) =>
        line.FirstSpan.IndexOfAnyExcept(" \t\r"u8) < 0 && (line.IsSingleSegment || IsEmpty(line.ToArray()));

    public OrderFields Read(in ReadOnlySequence<byte> line, long row, long number)
    {
        var values = new string?[_names.Length];
        try
        {
            var text = number == 1 && line.FirstSpan.StartsWith("\uFEFF"u8) ? line.Slice(3) : line;
            var reader = new Utf8JsonReader(text);
            var fault = ReadValues(ref reader, values);
            return new OrderFields(row, number)
            {
                Fault = fault,
                OrderId = values[0],
                OrderedAt = values[1],
                CustomerId = values[2],
                Country = values[3],
                Currency = values[4],
                ProductId = values[5],
                ProductName = values[6],
                Quantity = values[7],
                UnitPrice = values[8],
                LineId = values[9],
            };
        }
        catch (JsonException malformed)
        {
            return new OrderFields(row, number)
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
                fault ??= Problem.Invalid("WRONG_TYPE", "Expected text or a number.", OrderColumns.Names[column]);
        }

        reader.Read();             // throws when something follows the object
        return fault;
    }

    private int ColumnOf(ref Utf8JsonReader reader)
    {
        for (var column = 0; column < _names.Length; column++)
            if (reader.ValueTextEquals(_names[column]))
                return column;
        return -1;
    }

    private static bool TryReadValue(ref Utf8JsonReader reader, out string? value)
    {
        value = null;
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
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
