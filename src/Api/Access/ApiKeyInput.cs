using Analytics.Domain.Access;

namespace Analytics.Api.Access;

/// <summary>A key to be made.</summary>
public sealed record IssueApiKeyInput
{
    /// <summary>For people; 1 to 100 characters.</summary>
    public required string Name { get; init; }

    /// <summary>Where it may be kept.</summary>
    public required ApiKeyKind Kind { get; init; }

    /// <summary>collect, query, manage: what a secret key may do; a public one only collects, and takes none.</summary>
    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>viewer, analyst or admin: the role that a secret key acts in; a public one takes none.</summary>
    public string? Role { get; init; }

    /// <summary>When it ends; never by default.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Pages that may use it, such as https://shop.example or https://*.shop.example; empty for all, and for
    /// servers.</summary>
    public IReadOnlyList<string>? AllowedOrigins { get; init; }

    /// <summary>Events a second that it may send, as a mean; any number by default.</summary>
    public int? EventsPerSecond { get; init; }

    internal Result<NewApiKey> ToDomain()
    {
        if (!KeyLimits.Create(AllowedOrigins ?? [], EventsPerSecond).TryGet(out var limits, out var problem))
            return problem;
        if (Kind == ApiKeyKind.PublicWrite && (Scopes?.Count > 0 || Role is not null))
            return Problem.Invalid(
                "KEY_SCOPE_UNKNOWN", "A public key collects and nothing else: it takes no scopes and no role.", "scopes");
        var key = Kind == ApiKeyKind.PublicWrite
            ? NewApiKey.PublicWrite(Name, ExpiresAt)
            : NewApiKey.Secret(Name, Scopes ?? [], Role ?? "", ExpiresAt);
        return key.TryGet(out var made, out problem) ? made.Within(limits) : problem;
    }
}

/// <summary>New limits of a key.</summary>
public sealed record ChangeApiKeyInput
{
    /// <summary>The key.</summary>
    public required Guid Id { get; init; }

    /// <summary>Pages that may use it; empty for all, and for servers.</summary>
    public required IReadOnlyList<string> AllowedOrigins { get; init; }

    /// <summary>Events a second that it may send, as a mean; null for any number.</summary>
    public int? EventsPerSecond { get; init; }
}

/// <summary>A key to be withdrawn.</summary>
public sealed record RevokeApiKeyInput
{
    /// <summary>The key.</summary>
    public required Guid Id { get; init; }
}
