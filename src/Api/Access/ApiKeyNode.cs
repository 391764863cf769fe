using Analytics.Domain.Access;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.Access;

/// <summary>A key of the tenant; its text is shown once, when it is made.</summary>
[GraphQLName("ApiKey")]
public sealed class ApiKeyNode(ApiKey key)
{
    /// <summary>Names the key in the audit log and in counts.</summary>
    public Guid Id => key.Id;

    /// <summary>For people.</summary>
    public string Name => key.Name;

    /// <summary>The first characters of the key, to recognise it by.</summary>
    public string Prefix => key.Prefix;

    /// <summary>Where it may be kept.</summary>
    public ApiKeyKind Kind => key.Kind;

    /// <summary>What it may do: collect, query, manage.</summary>
    public IReadOnlyList<string> Scopes => key.Scopes;

    /// <summary>The role that it acts in; null for a public key.</summary>
    public string? Role => key.Role;

    /// <summary>Pages that may use it; empty for all, and for servers.</summary>
    public IReadOnlyList<string> AllowedOrigins => key.Limits.AllowedOrigins;

    /// <summary>Events a second that it may send, as a mean; null for any number.</summary>
    public int? EventsPerSecond => key.Limits.EventsPerSecond;

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt => key.CreatedAt;

    /// <summary>When it ends; null for never.</summary>
    public DateTimeOffset? ExpiresAt => key.ExpiresAt;

    /// <summary>When it was withdrawn; null while it is in use.</summary>
    public DateTimeOffset? RevokedAt => key.RevokedAt;

    /// <summary>To about a minute; null when it was never used.</summary>
    public DateTimeOffset? LastUsedAt => key.LastUsedAt;
}

/// <summary>A key that has just been made.</summary>
/// <param name="Key">What is kept of it.</param>
/// <param name="PlainText">The key itself: this is the only time that it can be read.</param>
[GraphQLName("IssuedApiKey")]
public sealed record IssuedKeyNode(ApiKeyNode Key, string PlainText);
