using System.Globalization;
using System.Text.Json;
using Analytics.GraphQL.Language;

namespace Analytics.GraphQL.Types;

/// <summary>Values as error messages show them, cut to a length that a message can bear.</summary>
internal static class ValueText
{
    private const int MaxLength = 400;

    /// <summary>The JSON or GraphQL notation of a value.</summary>
    public static string Of(object? value)
    {
        var text = value switch
        {
            null or NullValueNode => "null",
            JsonElement json => JsonText.Of(json),
            StringValueNode node => Quoted(node.Value),
            IntValueNode node => node.Value,
            FloatValueNode node => node.Value,
            EnumValueNode node => node.Value,
            BooleanValueNode node => node.Value ? "true" : "false",
            VariableNode node => "$" + node.Name.Value,
            ListValueNode node => "[" + string.Join(", ", node.Items.Select(Of)) + "]",
            ObjectValueNode node =>
                "{" + string.Join(", ", node.Fields.Select(field => $"{field.Name.Value}: {Of(field.Value)}")) + "}",
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
