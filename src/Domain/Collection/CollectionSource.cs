namespace Analytics.Domain.Collection;

/// <summary>Whom a request came from, as far as its events may depend on it. Nothing of it is stored as it is.</summary>
public sealed record CollectionSource
{
    /// <summary>A sender of whom nothing is known: an import, a job.</summary>
    public static CollectionSource Internal { get; } = new();

    /// <summary>The API key; null for a caller with a token.</summary>
    public Guid? KeyId { get; init; }

    /// <summary>
    /// Whether the request comes from the visitor's own device. What a server sends on behalf of visitors says nothing of
    /// them by its headers and its address.
    /// </summary>
    public bool IsDirect { get; init; }

    /// <summary>The header of that name; null without one.</summary>
    public string? UserAgent { get; init; }

    /// <summary>The client's address, as a trusted proxy says or the connection has it; never stored.</summary>
    public string? IpAddress { get; init; }

    /// <summary>ISO 3166-1 alpha-2, from a header of a trusted proxy; null without one.</summary>
    public string? Country { get; init; }

    /// <summary>From a header of a trusted proxy; null without one.</summary>
    public string? City { get; init; }

    /// <summary>The headers <c>DNT: 1</c> or <c>Sec-GPC: 1</c>.</summary>
    public bool DoNotTrack { get; init; }

    /// <summary>The host of the page that sent it, from <c>Origin</c>; null from a server.</summary>
    public string? Origin { get; init; }

    /// <summary>The same sender without what its headers and address would say of a visitor.</summary>
    internal CollectionSource WithoutVisitor() => new() { KeyId = KeyId };
}
