using System.Text.Json;
using System.Text.Unicode;
using Analytics.GraphQL.Execution;
using Microsoft.AspNetCore.Http;

namespace Analytics.GraphQL.Transport;

/// <summary>What must hold for the JSON that callers send, and what is wrong with it when it does not.</summary>
internal static class JsonText
{
    /// <summary>Levels of objects and arrays.</summary>
    public const int MaxDepth = 64;

    /// <summary>Checks what a JSON reader does not: encoding and surrogates.</summary>
    /// <exception cref="RequestRefusal">The text is empty, not UTF-8, or holds half a character.</exception>
    public static void Check(ReadOnlySpan<byte> json)
    {
        if (json.IsEmpty)
            throw Refuse("The body is empty.");
        if (!Utf8.IsValid(json))
            throw Refuse($"The body is not valid UTF-8, from byte {FirstInvalid(json)}.");
        if (json.IndexOf("\\u"u8) >= 0)
            CheckEscapes(json);
    }

    /// <summary>The refusal that says what a reader stumbled over.</summary>
    public static RequestRefusal Explain(ReadOnlySpan<byte> json, JsonException fault) => Refuse(IsTooDeep(json)
        ? $"The body's JSON is nested deeper than {MaxDepth} levels."
        : $"The body is not valid JSON, at line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1}.");

    // Half a surrogate pair is no text; found here it is a fault of the request, found later one of the server.
    private static void CheckEscapes(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            while (reader.Read())
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
                    reader.GetString();
        }
        catch (InvalidOperationException)
        {
            throw Refuse($"The text at byte {reader.TokenStartIndex} holds half a surrogate pair.");
        }
        catch (JsonException fault)
        {
            throw Explain(json, fault);
        }
    }

    // The reader has no other sign of it than where it stops.
    private static bool IsTooDeep(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth + 1 });
        try
        {
            while (reader.Read())
                if (reader.CurrentDepth >= MaxDepth
                    && reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                    return true;
        }
        catch (JsonException)
        {
            // Something else is wrong first.
        }
        return false;
    }

    private static int FirstInvalid(ReadOnlySpan<byte> json)
    {
        Utf8.ToUtf16(json, new char[json.Length], out var read, out _, replaceInvalidSequences: false);
        return read;
    }

    private static RequestRefusal Refuse(string message) =>
        new(StatusCodes.Status400BadRequest, ErrorCodes.BadRequest, message);
}
