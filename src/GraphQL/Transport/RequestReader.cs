using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Analytics.GraphQL.Execution;
using Microsoft.AspNetCore.Http;

namespace Analytics.GraphQL.Transport;

/// <summary>Reads the parameters of a GraphQL request from a body or a query string.</summary>
internal static class RequestReader
{
    private const int MaxJsonDepth = 64;

    /// <summary>The parameters of a POST; the document must be disposed once the request is answered.</summary>
    /// <exception cref="HttpRefusal">The body is too large, not JSON, or no GraphQL request.</exception>
    public static async ValueTask<RequestParameters> ReadBodyAsync(HttpContext context, int maxBytes)
    {
        var reader = context.Request.BodyReader;
        if (context.Request.ContentLength > maxBytes)
            throw TooLarge(maxBytes);
        while (true)
        {
            var read = await reader.ReadAsync(context.RequestAborted);
            if (read.Buffer.Length > maxBytes)
                throw TooLarge(maxBytes);
            if (!read.IsCompleted)
            {
                reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                continue;
            }
            var body = read.Buffer.ToArray();
            reader.AdvanceTo(read.Buffer.End);
            return FromJson(body);
        }
    }

    /// <summary>The parameters of a GET.</summary>
    /// <exception cref="HttpRefusal">The query string is no GraphQL request.</exception>
    public static RequestParameters ReadQuery(IQueryCollection query)
    {
        var document = Text(query, "query");
        var id = Text(query, "documentId") ?? Text(query, "id");
        var extensions = Json(query, "extensions");
        if (document is null && id is null && !NamesDocument(extensions))
            throw Bad("The parameter 'query' is missing.");
        return new RequestParameters(
            Encoding.UTF8.GetBytes(document ?? ""), id, Text(query, "operationName"), Json(query, "variables"), extensions,
            null);
    }

    private static RequestParameters FromJson(byte[] body)
    {
        var document = Parse(body);
        try
        {
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Array)
                throw Bad("Batches are not supported: send one request object, not an array.");
            if (root.ValueKind != JsonValueKind.Object)
                throw Bad("The body must be a JSON object.");
            var extensions = Expect(root, "extensions", JsonValueKind.Object);
            var query = Text(root, "query");
            var id = Text(root, "documentId") ?? Text(root, "id");
            if (query is null && id is null && !NamesDocument(extensions))
                throw Bad("The parameter 'query' is missing.");
            return new RequestParameters(
                Encoding.UTF8.GetBytes(query ?? ""), id, Text(root, "operationName"),
                Expect(root, "variables", JsonValueKind.Object), extensions, document);
        }
        catch
        {
            document.Dispose();
            throw;
        }
    }

    private static JsonDocument Parse(byte[] body)
    {
        if (body.Length == 0)
            throw Bad("The body is empty.");
        if (!Utf8.IsValid(body))
            throw Bad($"The body is not valid UTF-8, from byte {FirstInvalid(body)}.");
        try
        {
            CheckEscapes(body);
            return JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = MaxJsonDepth });
        }
        catch (JsonException fault)
        {
            throw Bad(IsTooDeep(body)
                ? $"The body's JSON is nested deeper than {MaxJsonDepth} levels."
                : $"The body is not valid JSON, at line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1}.");
        }
    }

    // The reader has no other sign of it than where it stops.
    private static bool IsTooDeep(byte[] body)
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = MaxJsonDepth + 1 });
        try
        {
            while (reader.Read())
                if (reader.CurrentDepth >= MaxJsonDepth
                    && reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                    return true;
        }
        catch (JsonException)
        {
            // Something else is wrong first.
        }
        return false;
    }

    // Half a surrogate pair is no text; found here it is a fault of the request, found later one of the server.
    private static void CheckEscapes(byte[] body)
    {
        if (body.AsSpan().IndexOf("\\u"u8) < 0)
            return;
        var reader = new Utf8JsonReader(body);
        while (reader.Read())
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
                try
                {
                    reader.GetString();
                }
                catch (InvalidOperationException)
                {
                    throw Bad($"The text at byte {reader.TokenStartIndex} holds half a surrogate pair.");
                }
    }

    private static int FirstInvalid(ReadOnlySpan<byte> body)
    {
        Utf8.ToUtf16(body, new char[body.Length], out var read, out _, replaceInvalidSequences: false);
        return read;
    }

    private static JsonElement Expect(JsonElement root, string name, JsonValueKind kind)
    {
        if (!root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return default;
        return value.ValueKind == kind
            ? value
            : throw Bad($"The parameter '{name}' must be {(kind == JsonValueKind.Object ? "an object" : "a string")}.");
    }

    private static string? Text(JsonElement root, string name) =>
        Expect(root, name, JsonValueKind.String) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static string? Text(IQueryCollection query, string name) =>
        query[name].FirstOrDefault() is { Length: > 0 } text ? text : null;

    // Automatic persisted queries send the hash of a document instead of its text.
    private static bool NamesDocument(JsonElement extensions) =>
        extensions.ValueKind == JsonValueKind.Object && extensions.TryGetProperty("persistedQuery", out _);

    private static JsonElement Json(IQueryCollection query, string name)
    {
        if (query[name].FirstOrDefault() is not { Length: > 0 } text)
            return default;
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind is JsonValueKind.Object or JsonValueKind.Null
                ? document.RootElement.Clone()
                : throw Bad($"The parameter '{name}' must be an object.");
        }
        catch (JsonException)
        {
            throw Bad($"The parameter '{name}' is not valid JSON.");
        }
    }

    private static HttpRefusal Bad(string message) => new(StatusCodes.Status400BadRequest, ErrorCodes.BadRequest, message);

    private static HttpRefusal TooLarge(int maxBytes) => new(
        StatusCodes.Status413PayloadTooLarge, ErrorCodes.DocumentTooLarge, $"The body is larger than {maxBytes} bytes.");
}

/// <summary>The parameters of a GraphQL request.</summary>
/// <param name="Document">The document's UTF-8 text; empty when the request names a stored one.</param>
/// <param name="DocumentId">The id of a stored document; null when there is none.</param>
/// <param name="OperationName">Which operation; null for the only one.</param>
/// <param name="Variables">A JSON object, null or undefined.</param>
/// <param name="Extensions">A JSON object, null or undefined.</param>
/// <param name="Owner">Holds the JSON values; null when they hold themselves.</param>
internal sealed record RequestParameters(
    ReadOnlyMemory<byte> Document, string? DocumentId, string? OperationName, JsonElement Variables,
    JsonElement Extensions, JsonDocument? Owner) : IDisposable
{
    public void Dispose() => Owner?.Dispose();
}
