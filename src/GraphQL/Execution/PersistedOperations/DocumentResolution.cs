using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using Analytics.GraphQL.Execution.Pipeline;

namespace Analytics.GraphQL.Execution.PersistedOperations;

/// <summary>Finds the document that a request means: its text, a trusted one, or one that was remembered.</summary>
internal sealed class DocumentResolution(
    PersistedOperationOptions options, IEnumerable<IOperationDocumentStorage> storages)
{
    private readonly ImmutableArray<IOperationDocumentStorage> _storages = [.. storages];
    private readonly BoundedCache<byte[]> _remembered = new(options.MaxRememberedDocuments, options.MaxRememberedBytes);

    public RequestedDocument Resolve(OperationRequest request)
    {
        var hash = default(string);
        if (request.Extensions.ValueKind == JsonValueKind.Object
            && request.Extensions.TryGetProperty("persistedQuery", out var automatic)
            && !TryReadHash(automatic, out hash))
            return RequestedDocument.Refused(
                "'extensions.persistedQuery' needs version 1 and a sha256Hash.", ErrorCodes.BadRequest);
        // Without any name for another, an empty text is a document with a syntax error.
        return request.Document.IsEmpty && (request.DocumentId ?? hash) is { } name ? Find(name) : Accept(request, hash);
    }

    /// <summary>Keeps a document that proved valid.</summary>
    public void Remember(string hash, ReadOnlyMemory<byte> document) =>
        _remembered.Add(Encoding.UTF8.GetBytes(hash), document.ToArray(), document.Length);

    private RequestedDocument Find(string name)
    {
        if (!options.AllowDocumentIds && !options.RememberDocuments)
            return RequestedDocument.Refused("PersistedQueryNotSupported", ErrorCodes.PersistedQueryNotSupported);
        name = DocumentHash.Bare(name);
        if (options.AllowDocumentIds && TryRead(name, out var trusted))
            return new(trusted, null) { IsTrusted = true };
        return options is { RememberDocuments: true, OnlyAllowPersistedDocuments: false }
            && _remembered.TryGet(Encoding.UTF8.GetBytes(name), out var known)
                ? new(known, null)
                : RequestedDocument.Refused("PersistedQueryNotFound", ErrorCodes.PersistedQueryNotFound);
    }

    private RequestedDocument Accept(OperationRequest request, string? hash)
    {
        var document = new RequestedDocument(request.Document, null);
        if (hash is not null && options.RememberDocuments)
        {
            // Whoever could give a document another's hash could answer for that other.
            if (hash != DocumentHash.Of(request.Document.Span))
                return RequestedDocument.Refused(
                    "provided sha does not match query", ErrorCodes.PersistedQueryHashMismatch);
            document = document with { Hash = hash };
        }
        if (!options.OnlyAllowPersistedDocuments || request.IsOfHost)
            return document;
        if (TryRead(DocumentHash.Of(request.Document.Span), out _))
            return document with { IsTrusted = true };
        return options.AllowDocumentBody?.Invoke(request) == true
            ? document
            : RequestedDocument.Refused("Only persisted operations are allowed.", ErrorCodes.PersistedQueryRequired);
    }

    private bool TryRead(string id, out ReadOnlyMemory<byte> document)
    {
        foreach (var storage in _storages)
            if (storage.TryRead(id, out document))
                return true;
        document = default;
        return false;
    }

    private static bool TryReadHash(JsonElement automatic, [NotNullWhen(true)] out string? hash)
    {
        hash = automatic.ValueKind == JsonValueKind.Object
            && automatic.TryGetProperty("version", out var version) && version.ValueKind == JsonValueKind.Number
            && version.TryGetInt32(out var number) && number == 1
            && automatic.TryGetProperty("sha256Hash", out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString()
            : null;
        return hash is not null;
    }
}
