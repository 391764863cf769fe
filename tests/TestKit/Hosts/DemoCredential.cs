namespace Analytics.TestKit.Hosts;

/// <summary>One entry of demo-tokens.json.</summary>
public sealed record DemoCredential(string? Tenant, string Role, string Token, string? ApiKey, string? WriteKey);
