using System.Globalization;
using System.Text.Json;

namespace Analytics.GraphQL.Tests.Oracle.Rule;

/// <summary>Coerced arguments as a text that differs when they do, the same as that of <c>Node/oracle/rule.mjs</c>.</summary>
internal static class CanonicalText
{
    /// <summary>Input objects and JSON objects are written by sorted keys, numbers by value.</summary>
    public static string Of(object? value) => value switch
    {
        null => "n",
        bool flag => flag ? "t" : "f",
        int number => Number(number),
        long number => Number(number),
        double number => Number(number),
        string text => Text(text),
        object?[] items => $"[{string.Concat(items.Select(item => $"{Of(item)},"))}]",
        IReadOnlyDictionary<string, object?> fields => Fields(fields.Select(field => (field.Key, Of(field.Value)))),
        JsonElement json => OfJson(json),
        _ => throw new NotSupportedException(value.GetType().ToString()),
    };

    private static string OfJson(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => $"[{string.Concat(json.EnumerateArray().Select(item => $"{OfJson(item)},"))}]",
        JsonValueKind.Object => Fields(json.EnumerateObject().Select(field => (field.Name, OfJson(field.Value)))),
        JsonValueKind.String => Text(json.GetString()!),
        JsonValueKind.Number => Number(json.GetDouble()),
        JsonValueKind.True => "t",
        JsonValueKind.False => "f",
        _ => "n",
    };

    private static string Fields(IEnumerable<(string Key, string Value)> fields) =>
        $"{{{string.Concat(fields.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}={field.Value},"))}}}";

    private static string Text(string text) => $"s{text.Length}:{text}";

    private static string Number(double number) => Math.Abs(number) < 9007199254740992 && Math.Truncate(number) == number
        ? $"#{((long)number).ToString(CultureInfo.InvariantCulture)}"
        : $"x{BitConverter.DoubleToUInt64Bits(number):x}";
}
