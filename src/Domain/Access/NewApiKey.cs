namespace Analytics.Domain.Access;

/// <summary>What a key to be made may do.</summary>
public sealed record NewApiKey
{
    /// <summary>Longest name, in characters.</summary>
    public const int MaxName = 100;

    private NewApiKey(
        string name, ApiKeyKind kind, IReadOnlyList<string> scopes, string? role, DateTimeOffset? expiresAt) =>
        (Name, Kind, Scopes, Role, ExpiresAt) = (name, kind, scopes, role, expiresAt);

    /// <summary>For people; 1 to <see cref="MaxName"/> characters.</summary>
    public string Name { get; }

    /// <summary>Where the key may be kept.</summary>
    public ApiKeyKind Kind { get; }

    /// <summary>Distinct words of <see cref="ApiKeyScopes"/>, in its order.</summary>
    public IReadOnlyList<string> Scopes { get; }

    /// <summary>Viewer, analyst or admin; null for a public write key.</summary>
    public string? Role { get; }

    /// <summary>UTC; null when it never expires.</summary>
    public DateTimeOffset? ExpiresAt { get; }

    /// <summary>From where and how fast it may be used.</summary>
    public KeyLimits Limits { get; private init; } = KeyLimits.None;

    /// <summary>The same key within limits.</summary>
    public NewApiKey Within(KeyLimits limits) => this with { Limits = limits };

    /// <summary>A key for servers.</summary>
    /// <returns>The key's definition, or <c>KEY_NAME_INVALID</c>, <c>KEY_SCOPE_UNKNOWN</c>, <c>KEY_ROLE_UNKNOWN</c>.</returns>
    public static Result<NewApiKey> Secret(
        string name, IReadOnlyList<string> scopes, string role, DateTimeOffset? expiresAt)
    {
        if (NameProblem(name) is { } problem)
            return problem;
        if (scopes.Count == 0 || scopes.Except(ApiKeyScopes.All).Any())
            return Problem.Invalid(
                "KEY_SCOPE_UNKNOWN", $"A key has one or more of {string.Join(", ", ApiKeyScopes.All)}.", "scopes");
        if (role is not (Roles.Viewer or Roles.Analyst or Roles.Admin))
            return Problem.Invalid(
                "KEY_ROLE_UNKNOWN", $"A key's role is {Roles.Viewer}, {Roles.Analyst} or {Roles.Admin}.", "role");
        return new NewApiKey(name, ApiKeyKind.Secret, [.. ApiKeyScopes.All.Where(scopes.Contains)], role, expiresAt);
    }

    /// <summary>A key for browsers and apps: it can send events and nothing else.</summary>
    /// <returns>The key's definition, or <c>KEY_NAME_INVALID</c>.</returns>
    public static Result<NewApiKey> PublicWrite(string name, DateTimeOffset? expiresAt)
    {
        if (NameProblem(name) is { } problem)
            return problem;
        return new NewApiKey(name, ApiKeyKind.PublicWrite, [ApiKeyScopes.Collect], null, expiresAt);
    }

    private static Problem? NameProblem(string name) =>
        string.IsNullOrWhiteSpace(name) || name.Length > MaxName || name.Any(char.IsControl)
            ? Problem.Invalid("KEY_NAME_INVALID", $"A key's name has 1 to {MaxName} printable characters.", "name")
            : null;
}
