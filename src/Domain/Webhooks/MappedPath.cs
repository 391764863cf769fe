using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Analytics.Domain.Webhooks;

/// <summary>A path to a value of a JSON document: <c>$.a.b[0]</c> or <c>$$.a</c>.</summary>
internal sealed partial class MappedPath
{
    private readonly bool _fromBody;
    private readonly ImmutableArray<object> _steps;   // names and indexes

    private MappedPath(bool fromBody, ImmutableArray<object> steps) => (_fromBody, _steps) = (fromBody, steps);

    /// <returns>Null for what is no path.</returns>
    public static MappedPath? Parse(string text)
    {
        if (text.Length > 200 || !Path().IsMatch(text))
            return null;
        return new MappedPath(text.StartsWith("$$", StringComparison.Ordinal), [.. Step().Matches(text).Select(step =>
            step.Groups["index"].Success
                ? (object)int.Parse(step.Groups["index"].ValueSpan, CultureInfo.InvariantCulture)
                : step.Groups["name"].Value)]);
    }

    /// <returns>Null when there is nothing, or null, at its end.</returns>
    public JsonElement? Read(JsonElement item, JsonElement body)
    {
        var at = _fromBody ? body : item;
        foreach (var step in _steps)
        {
            if (step is string name)
            {
                if (at.ValueKind is not JsonValueKind.Object || !at.TryGetProperty(name, out at))
                    return null;
            }
            else if (at.ValueKind is JsonValueKind.Array && (int)step < at.GetArrayLength())
                at = at[(int)step];
            else
                return null;
        }
        return at.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? null : at;
    }

    [GeneratedRegex(@"^\$\$?(\.[^.\[\]]{1,200}|\[[0-9]{1,6}\])*\z")]
    private static partial Regex Path();

    [GeneratedRegex(@"\.(?<name>[^.\[\]]+)|\[(?<index>[0-9]+)\]")]
    private static partial Regex Step();
}
