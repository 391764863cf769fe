namespace Analytics.Api.Tenancy;

/// <summary>Something needed a tenant and the request has none. The edge answers with the status and the problem.</summary>
public sealed class TenantRequiredException(bool signedIn) : Exception("The request has no tenant.")
{
    /// <summary>401 for a caller who has not signed in, else 403.</summary>
    public int StatusCode { get; } = signedIn ? StatusCodes.Status403Forbidden : StatusCodes.Status401Unauthorized;

    /// <summary>What the caller is told.</summary>
    public Problem Problem { get; } = signedIn
        ? Problem.Invalid("TENANT_REQUIRED", "This needs a tenant, and the credential names none.")
        : Problem.Invalid("AUTH_NOT_AUTHENTICATED", "This needs a key or a token.");
}
