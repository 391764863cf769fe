using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Analytics.GraphQL.Types;

/// <summary>JSON as error messages show it: as the reference implementation does, without what is deep or long.</summary>
internal static class JsonText
{
    private const int MaxDepth = 2;
    private const int MaxItems = 10;

    /// <summary>The notation of a value.</summary>
    public static string Of(JsonElement json)
    {
        try
        {
            return Of(json, 0);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, which only the escaped notation can hold.
            return json.GetRawText();
        }
    }

    private static string Of(JsonElement json, int depth) => json.ValueKind switch
    {
        JsonValueKind.Array => OfArray(json, depth),
        JsonValueKind.Object => OfObject(json, depth),
        JsonValueKind.Number => OfNumber(json),
        JsonValueKind.String => ValueText.Of(json.GetString()),
        JsonValueKind.Undefined => "null",
        _ => json.GetRawText(),
    };

    private static string OfArray(JsonElement json, int depth)
    {
        var length = json.GetArrayLength();
        if (length == 0)
            return "[]";
        if (depth >= MaxDepth)
            return "[Array]";
        var items = json.EnumerateArray().Take(MaxItems).Select(item => Of(item, depth + 1)).ToList();
        if (length > MaxItems)
            items.Add(length == MaxItems + 1 ? "... 1 more item" : $"... {length - MaxItems} more items");
        return $"[{string.Join(", ", items)}]";
    }

    private static string OfObject(JsonElement json, int depth)
    {
        if (!json.EnumerateObject().Any())
            return "{}";
        return depth >= MaxDepth
            ? "[Object]"
            : $"{{ {string.Join(", ", json.EnumerateObject().Select(field =>
                $"{field.Name}: {Of(field.Value, depth + 1)}"))} }}";
    }

    // Whole numbers keep all their digits; others are written as JavaScript does.
    private static string OfNumber(JsonElement json)
    {
        var raw = json.GetRawText();
        var number = json.GetDouble();
        return raw.AsSpan().IndexOfAny('.', 'e', 'E') < 0 && number != 0 ? raw : OfNumber(number);
    }

    private static string OfNumber(double number)
    {
        if (!double.IsFinite(number) || number == 0)
            return number == 0 ? "0" : number > 0 ? "Infinity" : "-Infinity";
        var text = Shortest(number);
        var split = text.IndexOf('E', StringComparison.Ordinal);
        var exponent = int.Parse(text.AsSpan(split + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var sign = number < 0 ? "-" : "";
        return sign + Place(text[sign.Length..split].Replace(".", "", StringComparison.Ordinal), exponent + 1);
    }

    // The fewest digits that mean the number, in scientific notation.
    private static string Shortest(double number)
    {
        var text = "";
        for (var precision = 0; precision <= 16; precision++)
        {
            text = number.ToString($"E{precision}", CultureInfo.InvariantCulture);
            if (double.Parse(text, CultureInfo.InvariantCulture) == number)
                break;
        }
        return text;
    }

    private static string Place(string digits, int point)
    {
        if (point is > 0 and <= 21)
            return point >= digits.Length ? digits.PadRight(point, '0') : digits.Insert(point, ".");
        if (point is > -6 and <= 0)
            return new StringBuilder("0.").Append('0', -point).Append(digits).ToString();
        var mantissa = digits.Length == 1 ? digits : digits.Insert(1, ".");
        return $"{mantissa}e{(point > 0 ? "+" : "-")}{Math.Abs(point - 1)}";
    }
}
