using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Analytics.GraphQL.Execution;
using Microsoft.AspNetCore.Http;

namespace Analytics.GraphQL.Transport.Http;

/// <summary>Reads the parameters of a GraphQL request from a body or a query string.</summary>
internal static class HttpRequestReader
{
    /// <summary>The route value that holds the id of a trusted document, where the path names it.</summary>
    public const string DocumentIdRoute = "documentId";

    private static readonly JsonDocumentOptions Values = new() { MaxDepth = JsonText.MaxDepth, AllowDuplicateProperties = false };

    /// <summary>The parameters of a POST. A short body is read where the server received it, and given back when they are disposed.</summary>
    /// <exception cref="RequestRefusal">The body is too large, not JSON, or no GraphQL request.</exception>
    public static async ValueTask<RequestParameters> ReadBodyAsync(HttpContext context, int maxBytes)
    {
        var reader = context.Request.BodyReader;
        if (context.Request.ContentLength > maxBytes)
            throw TooLarge(maxBytes);
        while (true)
        {
            var read = await reader.ReadAsync(context.RequestAborted);
            if (read.Buffer.Length > maxBytes)
            {
                reader.AdvanceTo(read.Buffer.End);
                throw TooLarge(maxBytes);
            }
            if (read.IsCompleted)
                return Parse(reader, read.Buffer, IdOfPath(context.Request));
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>The parameters of a GET.</summary>
    /// <exception cref="RequestRefusal">The query string is no GraphQL request.</exception>
    public static RequestParameters ReadQuery(HttpRequest request)
    {
        var query = request.Query;
        var document = Text(query, "query");
        var id = IdOfPath(request) ?? Text(query, "documentId") ?? Text(query, "id");
        var variables = Json(query, "variables");
        JsonDocument? extensions = null;
        try
        {
            extensions = Json(query, "extensions");
            if (document is null && id is null && !RequestReader.NamesDocument(extensions?.RootElement ?? default))
                throw RequestReader.MissingDocument();
            return new RequestParameters(Encoding.UTF8.GetBytes(document ?? ""), null, variables, extensions)
            {
                DocumentId = id,
                OperationName = Text(query, "operationName"),
            };
        }
        catch
        {
            variables?.Dispose();
            extensions?.Dispose();
            throw;
        }
    }

    private static string? IdOfPath(HttpRequest request) => request.RouteValues[DocumentIdRoute] as string;

    private static RequestParameters Parse(PipeReader reader, ReadOnlySequence<byte> body, string? id)
    {
        var owner = new BodyLease(reader, body);
        try
        {
            return RequestReader.Read(owner.Memory, owner, id);
        }
        catch
        {
            owner.Dispose();
            throw;
        }
    }

    private static string? Text(IQueryCollection query, string name)
    {
        var values = query[name];
        if (values.Count > 1)
            throw RequestReader.Malformed($"The parameter '{name}' is given twice.");
        return values is [{ Length: > 0 } text] ? text : null;
    }

    private static JsonDocument? Json(IQueryCollection query, string name)
    {
        if (Text(query, name) is not { } text)
            return null;
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(text, Values);
        }
        catch (JsonException)
        {
            throw RequestReader.Malformed($"The parameter '{name}' is not valid JSON without repeated names.");
        }
        if (document.RootElement.ValueKind == JsonValueKind.Object)
            return document;
        var isNull = document.RootElement.ValueKind == JsonValueKind.Null;
        document.Dispose();
        return isNull ? null : throw RequestReader.Malformed($"The parameter '{name}' must be an object.");
    }

    private static RequestRefusal TooLarge(int maxBytes) => new(
        StatusCodes.Status413PayloadTooLarge, ErrorCodes.DocumentTooLarge, $"The body is larger than {maxBytes} bytes.");

    /// <summary>A body's bytes in one piece: the server's own buffer, or a pooled copy when it lies in several.</summary>
    private sealed class BodyLease : IDisposable
    {
        private PipeReader? _reader;
        private SequencePosition _end;
        private byte[]? _copy;

        public BodyLease(PipeReader reader, ReadOnlySequence<byte> body)
        {
            if (body.IsSingleSegment)
            {
                (_reader, _end, Memory) = (reader, body.End, body.First);
                return;
            }
            var length = (int)body.Length;
            _copy = ArrayPool<byte>.Shared.Rent(length);
            body.CopyTo(_copy);
            reader.AdvanceTo(body.End);
            Memory = _copy.AsMemory(0, length);
        }

        public ReadOnlyMemory<byte> Memory { get; }

        public void Dispose()
        {
            _reader?.AdvanceTo(_end);
            if (_copy is not null)
                ArrayPool<byte>.Shared.Return(_copy);
            (_reader, _copy, _end) = (null, null, default);
        }
    }
}
