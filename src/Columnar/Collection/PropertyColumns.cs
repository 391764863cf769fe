using System.Text.Json;
using Analytics.Columnar.Encoding;
using Analytics.Columnar.Operators;
using Analytics.Columnar.Segments;

namespace Analytics.Columnar.Collection;

/// <summary>
/// Flattens events' properties into one column for each property and type: objects to <c>a.b</c>, the last of two
/// equal names wins, null and arrays have no value.
/// </summary>
internal sealed class PropertyColumns(BatchEncoder encoder) : IDisposable
{
    private readonly Dictionary<uint, TypedColumns> _columns = [];
    private readonly NativeBuffer<byte> _path = new();
    private readonly NativeBuffer<byte> _unescaped = new();

    /// <summary>Adds an event's properties. JSON that is cut or invalid ends the event's properties there.</summary>
    public void Add(int row, ReadOnlySpan<byte> json)
    {
        if (json.IsEmpty)
            return;
        _path.Clear();
        var reader = new Utf8JsonReader(json);
        try
        {
            if (reader.Read() && reader.TokenType is JsonTokenType.StartObject)
                ReadObject(ref reader, row);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The log holds valid objects; a foreign one must not stop the tail.
        }
    }

    public void Write(SegmentWriter writer, int rows)
    {
        foreach (var (property, columns) in _columns)
        {
            columns.Text.WriteCodes(writer, SectionKind.Text, property, rows);
            columns.Number.WriteNumbers(writer, property, rows);
            columns.Boolean.WriteCodes(writer, SectionKind.Boolean, property, rows);
        }
    }

    public void Dispose()
    {
        foreach (var columns in _columns.Values)
            columns.Dispose();
        _path.Dispose();
        _unescaped.Dispose();
    }

    private void ReadObject(ref Utf8JsonReader reader, int row)
    {
        var parent = _path.Count;
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            _path.Append(Unescaped(ref reader));
            reader.Read();
            if (reader.TokenType is JsonTokenType.StartObject)
            {
                _path.Add((byte)'.');
                ReadObject(ref reader, row);
            }
            else
                ReadValue(ref reader, row);
            while (_path.Count > parent)
                _path.RemoveLast();
        }
    }

    private void ReadValue(ref Utf8JsonReader reader, int row)
    {
        if (PropertyOfPath() is not { } property)
        {
            reader.Skip();
            return;
        }
        if (!_columns.TryGetValue(property, out var columns))
            _columns.Add(property, columns = new TypedColumns());
        columns.RemoveAt(row);
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                columns.Text.Add(row, encoder.Code(property, Unescaped(ref reader)));
                break;
            case JsonTokenType.Number when DecimalText.TryParse(reader.ValueSpan, out var coefficient, out var scale):
                columns.Number.Add(row, coefficient, scale);
                break;
            case JsonTokenType.True or JsonTokenType.False:
                columns.Boolean.Add(row, reader.GetBoolean() ? 2 : 1);
                break;
            default:
                reader.Skip();
                break;
        }
    }

    private uint? PropertyOfPath()
    {
        var code = encoder.Code(DictionaryId.Properties, _path.Span, PropertyLimit.Of(_path.Span));
        return code == 0 ? null : code;
    }

    private ReadOnlySpan<byte> Unescaped(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
            return reader.ValueSpan;
        _unescaped.Clear();
        var room = _unescaped.Append(reader.ValueSpan.Length);
        return room[..reader.CopyString(room)];
    }

    private sealed class TypedColumns : IDisposable
    {
        public ColumnBuilder Text { get; } = new();

        public ColumnBuilder Number { get; } = new();

        public ColumnBuilder Boolean { get; } = new();

        public void RemoveAt(int row)
        {
            Text.RemoveAt(row);
            Number.RemoveAt(row);
            Boolean.RemoveAt(row);
        }

        public void Dispose()
        {
            Text.Dispose();
            Number.Dispose();
            Boolean.Dispose();
        }
    }
}
