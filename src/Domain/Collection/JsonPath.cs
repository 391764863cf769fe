using System.Globalization;
using System.Text.Json;

namespace Analytics.Domain.Collection;

/// <summary>Names the place of a fault. Slow: asked only once a fault is found.</summary>
internal static class JsonPath
{
    /// <param name="json">A JSON value.</param>
    /// <param name="offset">Where in it the faulty token starts.</param>
    /// <param name="parent">What leads to the value.</param>
    /// <returns>E.g. <c>properties.items[2].price</c>, cut after 200 characters.</returns>
    public static string Of(ReadOnlySpan<byte> json, long offset, string parent)
    {
        var reader = new Utf8JsonReader(json, JsonBodies.ReaderOptions);
        var open = new Stack<(bool IsList, int Index)>();
        var steps = new List<string> { parent };
        while (reader.Read() && reader.TokenStartIndex <= offset)
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                steps.Add("." + NameOf(ref reader));
                if (reader.TokenStartIndex == offset)
                    break;
                continue;
            }

            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                open.Pop();
                LeaveValue(open, steps);
                continue;
            }

            if (open.TryPeek(out var list) && list.IsList)
                steps.Add(string.Create(CultureInfo.InvariantCulture, $"[{list.Index}]"));
            if (reader.TokenStartIndex == offset)
                break;
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                open.Push((reader.TokenType == JsonTokenType.StartArray, 0));
            else
                LeaveValue(open, steps);
        }

        var path = string.Concat(steps);
        return path.Length <= 200 ? path : path[..200];
    }

    private static void LeaveValue(Stack<(bool IsList, int Index)> open, List<string> steps)
    {
        if (steps.Count > 1)
            steps.RemoveAt(steps.Count - 1);
        if (open.TryPop(out var parent))
            open.Push((parent.IsList, parent.Index + 1));
    }

    private static string NameOf(ref Utf8JsonReader reader) =>
        reader.ValueIsEscaped && JsonRules.CheckEscapes(reader.ValueSpan) != JsonFault.None
            ? "?"
            : reader.GetString()!;
}
