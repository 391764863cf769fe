namespace Analytics.Api.Access.Development;

/// <summary>One entry of <c>demo-tokens.json</c>, in the order and names of that file.</summary>
/// <param name="Tenant">The tenant's identifier; null for the platform administrator.</param>
/// <param name="Role">One of <see cref="Domain.Access.Roles"/>.</param>
/// <param name="Token">Good for 30 days from the last start.</param>
/// <param name="ApiKey">A secret key of that role; null without a tenant.</param>
/// <param name="WriteKey">The tenant's public key; null without a tenant.</param>
internal sealed record DemoCredential(string? Tenant, string Role, string Token, string? ApiKey, string? WriteKey);
