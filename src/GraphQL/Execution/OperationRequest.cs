using System.Diagnostics.CodeAnalysis;
using System.Security.Claims;
using System.Text;
using System.Text.Json;
using Analytics.GraphQL.Execution.Cost;
using Analytics.GraphQL.Execution.Diagnostics;

namespace Analytics.GraphQL.Execution;

/// <summary>What a caller asks for.</summary>
public sealed class OperationRequest
{
    /// <summary>The document's UTF-8 text; empty when <see cref="DocumentId"/> or <see cref="Extensions"/> name a stored one.</summary>
    public ReadOnlyMemory<byte> Document { get; init; }

    /// <summary>The id under which a stored document is known, such as its SHA-256; null when the text is sent.</summary>
    public string? DocumentId { get; init; }

    /// <summary>Which operation of the document; null when it has only one.</summary>
    public string? OperationName { get; init; }

    /// <summary>A JSON object of variables; undefined or null for none. Must stay alive until the answer is there.</summary>
    public JsonElement Variables { get; init; }

    /// <summary>A JSON object of protocol extensions; undefined or null for none. Must stay alive until the answer is there.</summary>
    public JsonElement Extensions { get; init; }

    /// <summary>The request's own service provider; its scoped services live as long as the request.</summary>
    public required IServiceProvider Services { get; init; }

    /// <summary>Who asks; an anonymous principal when unknown.</summary>
    [AllowNull]
    public ClaimsPrincipal User
    {
        get => field ??= (Services as ICallerSource)?.User ?? new ClaimsPrincipal();
        init;
    }

    /// <summary>Request-wide state for parameters with <c>[GlobalState]</c>; interceptors fill it.</summary>
    public IDictionary<string, object?> GlobalState
    {
        get => field ??= new Dictionary<string, object?>(StringComparer.Ordinal);
        internal init;
    }

    /// <summary>When the caller's credential ends, and with it a subscription; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>The key under which idempotent mutations of the request are executed once; null for none.</summary>
    public string? IdempotencyKey { get; set; }

    /// <summary>Whether mutations are carried out; GET requests must not.</summary>
    public bool AllowMutations { get; init; } = true;

    /// <summary>Whether the answer tells what the operation costs.</summary>
    public CostReport CostReport { get; set; }

    /// <summary>Who is told of what becomes of the request; null when nobody listens.</summary>
    internal RequestObservation? Observation { get; set; }

    /// <summary>Whether the host itself asks: policies about documents and introspection are for callers.</summary>
    internal bool IsOfHost { get; init; }

    /// <summary>
    /// Whether the answer may come in parts where the document says <c>@defer</c> or <c>@stream</c>. Set by transports
    /// whose client understands that; heeded by <see cref="RequestExecutor.StreamAsync"/>.
    /// </summary>
    public bool AllowIncremental { get; init; }

    /// <summary>The same request with other services.</summary>
    internal OperationRequest With(IServiceProvider services) => new()
    {
        GlobalState = GlobalState,
        Document = Document,
        DocumentId = DocumentId,
        OperationName = OperationName,
        Variables = Variables,
        Extensions = Extensions,
        Services = services,
        User = User,
        AllowMutations = AllowMutations,
        AllowIncremental = AllowIncremental,
        ExpiresAt = ExpiresAt,
        IdempotencyKey = IdempotencyKey,
        IsOfHost = IsOfHost,
    };

    /// <summary>A request for a document without variables.</summary>
    public static OperationRequest FromText(string document, IServiceProvider services) =>
        new() { Document = Encoding.UTF8.GetBytes(document), Services = services };
}
