using System.Buffers;
using System.Security.Claims;
using System.Text.Json;
using Analytics.GraphQL.Execution;

namespace Analytics.GraphQL.Transport;

/// <summary>The parameters of a GraphQL request. Its memory is valid until it is disposed.</summary>
internal sealed class RequestParameters : IDisposable
{
    private readonly JsonDocument? _variables;
    private readonly JsonDocument? _extensions;
    private byte[]? _unescaped;

    /// <param name="document">The document's UTF-8 text.</param>
    /// <param name="unescaped">The pooled array that holds the text; null when it is held elsewhere.</param>
    /// <param name="variables">A JSON object; null for none.</param>
    /// <param name="extensions">A JSON object; null for none.</param>
    public RequestParameters(
        ReadOnlyMemory<byte> document, byte[]? unescaped, JsonDocument? variables, JsonDocument? extensions) =>
        (Document, _unescaped, _variables, _extensions) = (document, unescaped, variables, extensions);

    /// <summary>The document's UTF-8 text; empty when the request names a stored one.</summary>
    public ReadOnlyMemory<byte> Document { get; }

    /// <summary>The id of a stored document; null when there is none.</summary>
    public string? DocumentId { get; init; }

    /// <summary>Which operation; null for the only one.</summary>
    public string? OperationName { get; init; }

    /// <summary>A JSON object or undefined.</summary>
    public JsonElement Variables => _variables?.RootElement ?? default;

    /// <summary>A JSON object or undefined.</summary>
    public JsonElement Extensions => _extensions?.RootElement ?? default;

    /// <summary>What the memory lies in, if it must be given back.</summary>
    public IDisposable? Owner { get; init; }

    /// <summary>The request that the parameters make.</summary>
    /// <param name="services">The request's services.</param>
    /// <param name="user">Who asks; null to ask the services when somebody wants to know.</param>
    /// <param name="allowMutations">Whether mutations are carried out.</param>
    public OperationRequest ToRequest(IServiceProvider services, ClaimsPrincipal? user, bool allowMutations) => new()
    {
        Document = Document,
        DocumentId = DocumentId,
        OperationName = OperationName,
        Variables = Variables,
        Extensions = Extensions,
        Services = services,
        User = user,
        AllowMutations = allowMutations,
        // Heeded only where the answer is asked for as a stream, and who asks so can read its parts.
        AllowIncremental = true,
    };

    public void Dispose()
    {
        _variables?.Dispose();
        _extensions?.Dispose();
        if (_unescaped is { } array)
        {
            _unescaped = null;
            ArrayPool<byte>.Shared.Return(array);
        }
        Owner?.Dispose();
    }
}
