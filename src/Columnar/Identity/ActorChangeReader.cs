using System.Text.Json;
using Analytics.Columnar.Collection;
using Analytics.Columnar.Encoding;
using Analytics.Columnar.Operators;
using Analytics.Columnar.Segments;
using Analytics.Domain.Identity;

namespace Analytics.Columnar.Identity;

/// <summary>
/// Flattens changes of actors' properties into one record for each: objects to <c>a.b</c>, the last of two equal
/// names wins, null and lists are none.
/// </summary>
internal sealed class ActorChangeReader(BatchEncoder encoder) : IDisposable
{
    private readonly NativeBuffer<byte> _path = new();
    private readonly NativeBuffer<byte> _unescaped = new();
    private readonly Dictionary<uint, ActorValue> _values = [];

    public void Read(ActorPropertiesChanged entry, uint id, NativeBuffer<ActorChange> into)
    {
        _path.Clear();
        _values.Clear();
        var reader = new Utf8JsonReader(entry.Properties.Span);
        try
        {
            if (reader.Read() && reader.TokenType is JsonTokenType.StartObject)
                ReadObject(ref reader);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The log holds valid objects; a foreign one must not stop the tail.
        }
        var time = entry.At.ToUnixTimeMilliseconds();
        foreach (var (property, value) in _values)
            if (Effect(entry.Change, value) is { } change)
                into.Add(new ActorChange(
                    entry.Position, time, id, property, change,
                    entry.Change is ActorPropertyChange.Unset ? default : value));
    }

    public void Dispose()
    {
        _path.Dispose();
        _unescaped.Dispose();
    }

    // Null for what never changes anything.
    private static ActorPropertyChange? Effect(ActorPropertyChange change, ActorValue value) => change switch
    {
        ActorPropertyChange.Unset => ActorPropertyChange.Set,
        ActorPropertyChange.SetOnce when value.Kind is ValueKind.None => null,
        ActorPropertyChange.Increment when value.Kind is not ValueKind.Number => null,
        _ => change,
    };

    private void ReadObject(ref Utf8JsonReader reader)
    {
        var parent = _path.Count;
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            _path.Append(Unescaped(ref reader));
            reader.Read();
            if (reader.TokenType is JsonTokenType.StartObject)
            {
                _path.Add((byte)'.');
                ReadObject(ref reader);
            }
            else if (encoder.Code(DictionaryId.Properties, _path.Span, PropertyLimit.Of(_path.Span)) is > 0 and var property)
                _values[property] = ReadValue(ref reader, property);
            else
                reader.Skip();
            while (_path.Count > parent)
                _path.RemoveLast();
        }
    }

    private ActorValue ReadValue(ref Utf8JsonReader reader, uint property)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return new ActorValue(ValueKind.Text, 0, encoder.Code(property, Unescaped(ref reader)));
            case JsonTokenType.Number when DecimalText.TryParse(reader.ValueSpan, out var coefficient, out var scale):
                return new ActorValue(ValueKind.Number, scale, coefficient);
            case JsonTokenType.True or JsonTokenType.False:
                return new ActorValue(ValueKind.Boolean, 0, reader.GetBoolean() ? 2 : 1);
            default:
                reader.Skip();
                return default;
        }
    }

    private ReadOnlySpan<byte> Unescaped(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
            return reader.ValueSpan;
        _unescaped.Clear();
        var room = _unescaped.Append(reader.ValueSpan.Length);
        return room[..reader.CopyString(room)];
    }
}
