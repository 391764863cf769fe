using System.Globalization;
using System.Text.Json;
using Analytics.GraphQL.Language;

namespace Analytics.GraphQL.Types;

/// <summary>
/// Values as error messages show them; those from outside the document cut to a length that a message can bear.
/// </summary>
internal static class ValueText
{
    private const int MaxLength = 400;

    /// <summary>The JSON or GraphQL notation of a value.</summary>
    public static string Of(object? value)
    {
        // What a document says is as long as its writer made it, and told once.
        if (value is IValueNode literal)
            return SyntaxPrinter.Print(literal);
        var text = value switch
        {
            null => "null",
            JsonElement json => JsonText.Of(json),
            string plain => Quoted(plain),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };
        return text.Length <= MaxLength ? text : string.Concat(text.AsSpan(0, MaxLength), "...");
    }

    private static string Quoted(string text)
    {
        using var writer = new ResultWriter(256);
        writer.WriteString(text);
        return System.Text.Encoding.UTF8.GetString(writer.Written.Span);
    }
}
