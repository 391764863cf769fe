using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Xml;

namespace Analytics.Domain.Querying.Json;

/// <summary>Writes members one way each, so that equal values are equal text. What is null is left out.</summary>
internal static class JsonParts
{
    public static void Text(this Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }

    public static void Number(this Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number)
            json.WriteNumber(name, number);
    }

    public static void Number(this Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } number)
            json.WriteNumber(name, Shortest(number));
    }

    public static void Choice<T>(this Utf8JsonWriter json, string name, T? value)
        where T : struct, Enum
    {
        if (value is { } chosen)
            json.WriteString(name, EnumNames<T>.Of(chosen));
    }

    public static void Duration(this Utf8JsonWriter json, string name, TimeSpan? value)
    {
        if (value is { } length)
            json.WriteString(name, XmlConvert.ToString(length));
    }

    public static void Part<T>(this Utf8JsonWriter json, string name, T? value, Action<Utf8JsonWriter, T> write)
        where T : class
    {
        if (value is null)
            return;
        json.WritePropertyName(name);
        write(json, value);
    }

    public static void Instant(this Utf8JsonWriter json, DateTimeOffset value) => json.WriteStringValue(
        value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));

    public static void List<T>(
        this Utf8JsonWriter json, string name, ImmutableArray<T> values, Action<Utf8JsonWriter, T> write)
    {
        json.WritePropertyName(name);
        json.List(values, write);
    }

    public static void List<T>(this Utf8JsonWriter json, ImmutableArray<T> values, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray();
        foreach (var value in values)
            write(json, value);
        json.WriteEndArray();
    }

    public static void Names(this Utf8JsonWriter json, string name, ImmutableArray<string> values) =>
        json.List(name, values, (writer, value) => writer.WriteStringValue(value));

    /// <summary>The same number without zeros at the end.</summary>
    public static decimal Shortest(decimal number) => number / 1.0000000000000000000000000000m;
}
