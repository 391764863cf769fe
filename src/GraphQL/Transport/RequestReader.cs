using System.Buffers;
using System.Text.Json;
using Analytics.GraphQL.Execution;
using Microsoft.AspNetCore.Http;

namespace Analytics.GraphQL.Transport;

/// <summary>
/// Reads the parameters of a GraphQL request from its JSON in one pass and in place: a document without escapes and
/// the variables are slices of it.
/// </summary>
internal ref struct RequestReader
{
    private static readonly JsonDocumentOptions Values = new() { MaxDepth = JsonText.MaxDepth, AllowDuplicateProperties = false };

    private readonly ReadOnlyMemory<byte> _json;
    private Utf8JsonReader _reader;
    private Members _seen;
    private bool _hasDocument; // an empty text is a document with a syntax error, not a missing one
    private ReadOnlyMemory<byte> _document;
    private byte[]? _unescaped;
    private string? _id;
    private string? _operationName;
    private JsonDocument? _variables;
    private JsonDocument? _extensions;

    private RequestReader(ReadOnlyMemory<byte> json)
    {
        _json = json;
        _reader = new Utf8JsonReader(json.Span, new JsonReaderOptions { MaxDepth = JsonText.MaxDepth });
    }

    [Flags]
    private enum Members
    {
        None = 0,
        Query = 1,
        DocumentId = 2,
        Id = 4,
        OperationName = 8,
        Variables = 16,
        Extensions = 32,
    }

    /// <summary>The parameters in a JSON object, which must stay as it is until they are disposed.</summary>
    /// <exception cref="RequestRefusal">The text is not JSON or no GraphQL request.</exception>
    /// <param name="json">The text of the object.</param>
    /// <param name="owner">What the text lies in, if it must be given back.</param>
    /// <param name="id">The id of a stored document that is named elsewhere; null to read it from the object.</param>
    public static RequestParameters Read(ReadOnlyMemory<byte> json, IDisposable? owner = null, string? id = null)
    {
        JsonText.Check(json.Span);
        var reader = new RequestReader(json);
        try
        {
            reader.ReadObject();
            reader._id = id ?? reader._id;
            return reader.ToParameters(owner);
        }
        catch (JsonException fault)
        {
            reader.Release();
            throw JsonText.Explain(json.Span, fault);
        }
        catch
        {
            reader.Release();
            throw;
        }
    }

    /// <summary>Whether extensions name a document by its hash instead of its text (automatic persisted queries).</summary>
    public static bool NamesDocument(JsonElement extensions) =>
        extensions.ValueKind == JsonValueKind.Object && extensions.TryGetProperty("persistedQuery", out _);

    public static RequestRefusal MissingDocument() => Malformed("The parameter 'query' is missing.");

    public static RequestRefusal Malformed(string message) =>
        new(StatusCodes.Status400BadRequest, ErrorCodes.BadRequest, message) { IsMalformed = true };

    private void ReadObject()
    {
        _reader.Read();
        if (_reader.TokenType == JsonTokenType.StartArray)
            throw new RequestRefusal(StatusCodes.Status400BadRequest, ErrorCodes.BatchingNotSupported,
                "Batches are not supported: send one request object, not an array.");
        if (_reader.TokenType != JsonTokenType.StartObject)
            throw Malformed("The body must be a JSON object.");
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
            ReadMember();
        _reader.Read(); // anything behind the object is a fault
    }

    private void ReadMember()
    {
        var member = MemberOf(ref _reader);
        if ((_seen & member) != 0)
            throw Malformed($"The parameter '{NameOf(member)}' is given twice.");
        _seen |= member;
        _reader.Read();
        switch (member)
        {
            case Members.Query:
                ReadDocument();
                break;
            case Members.DocumentId:
                _id = ReadText("documentId") ?? _id;
                break;
            case Members.Id:
                _id ??= ReadText("id");
                break;
            case Members.OperationName:
                _operationName = ReadText("operationName");
                break;
            case Members.Variables:
                _variables = ReadValue("variables");
                break;
            case Members.Extensions:
                _extensions = ReadValue("extensions");
                break;
            default:
                _reader.Skip();
                break;
        }
    }

    private void ReadDocument()
    {
        if (!Expect("query", JsonTokenType.String, "a string"))
            return;
        _hasDocument = true;
        var start = (int)_reader.TokenStartIndex + 1;
        if (!_reader.ValueIsEscaped)
        {
            _document = _json.Slice(start, _reader.ValueSpan.Length);
            return;
        }
        _unescaped = ArrayPool<byte>.Shared.Rent(_reader.ValueSpan.Length);
        _document = _unescaped.AsMemory(0, _reader.CopyString(_unescaped));
    }

    private string? ReadText(string name) => Expect(name, JsonTokenType.String, "a string") ? _reader.GetString() : null;

    private JsonDocument? ReadValue(string name)
    {
        if (!Expect(name, JsonTokenType.StartObject, "an object"))
            return null;
        var start = (int)_reader.TokenStartIndex;
        _reader.Skip();
        try
        {
            return JsonDocument.Parse(_json[start..(int)_reader.BytesConsumed], Values);
        }
        catch (JsonException)
        {
            // The text has just been read: all that is left to be wrong is a repeated name.
            throw Malformed($"The parameter '{name}' holds an object with a name that is given twice.");
        }
    }

    private readonly bool Expect(string name, JsonTokenType token, string kind) =>
        _reader.TokenType == token
        || (_reader.TokenType == JsonTokenType.Null ? false : throw Malformed($"The parameter '{name}' must be {kind}."));

    private readonly RequestParameters ToParameters(IDisposable? owner)
    {
        if (!_hasDocument && _id is null && !NamesDocument(_extensions?.RootElement ?? default))
            throw MissingDocument();
        return new RequestParameters(_document, _unescaped, _variables, _extensions)
        {
            DocumentId = _id,
            OperationName = _operationName,
            Owner = owner,
        };
    }

    private readonly void Release()
    {
        _variables?.Dispose();
        _extensions?.Dispose();
        if (_unescaped is not null)
            ArrayPool<byte>.Shared.Return(_unescaped);
    }

    private static Members MemberOf(ref readonly Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("query"u8))
            return Members.Query;
        if (reader.ValueTextEquals("variables"u8))
            return Members.Variables;
        if (reader.ValueTextEquals("operationName"u8))
            return Members.OperationName;
        if (reader.ValueTextEquals("extensions"u8))
            return Members.Extensions;
        if (reader.ValueTextEquals("documentId"u8))
            return Members.DocumentId;
        return reader.ValueTextEquals("id"u8) ? Members.Id : Members.None;
    }

    private static string NameOf(Members member) => JsonNamingPolicy.CamelCase.ConvertName(member.ToString());
}
