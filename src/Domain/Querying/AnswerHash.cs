using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Analytics.Domain.Querying;

/// <summary>Tells answers apart by their figures, whatever was read for them.</summary>
internal static class AnswerHash
{
    // Dividing by a one of full scale drops zeros at the end: 2.50 and 2.5 are one figure.
    private const decimal OneExactly = 1.0000000000000000000000000000m;

    private static readonly JsonSerializerOptions _options = new()
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { WithoutMeta } },
        Converters = { new FigureConverter(), new KeyConverter() },
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>SHA-256 of answers in their order, in lower case hexadecimal.</summary>
    public static string Of(IEnumerable<object> answers)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var answer in answers)
            hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(answer, answer.GetType(), _options));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void WithoutMeta(JsonTypeInfo type)
    {
        for (var i = type.Properties.Count - 1; i >= 0; i--)
            if (type.Properties[i].PropertyType == typeof(AnswerMeta))
                type.Properties.RemoveAt(i);
    }

    private sealed class FigureConverter : JsonConverter<decimal>
    {
        public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value / OneExactly);
    }

    private sealed class KeyConverter : JsonConverter<GroupKey>
    {
        public override GroupKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, GroupKey value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            foreach (var part in value.Values)
                writer.WriteStringValue(part);
            writer.WriteEndArray();
        }
    }
}
