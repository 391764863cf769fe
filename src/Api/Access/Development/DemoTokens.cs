using System.Text.Json;
using Analytics.Domain.Access;
using Analytics.Domain.Tenancy;

namespace Analytics.Api.Access.Development;

/// <summary>
/// Writes the credentials of the demo tenants where whoever tries the product finds them. Tokens are new at each
/// start; keys stay as long as the file does, which alone holds their text.
/// </summary>
internal sealed class DemoTokens(
    DevelopmentIssuer issuer, DevelopmentFiles files, OpenTenant openTenant, IApiKeyStore keys,
    IssueApiKey issueKey, RevokeApiKey revokeKey, ILogger<DemoTokens> logger)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private static readonly (string Role, string[] Scopes)[] TenantRoles =
    [
        (Roles.Viewer, [ApiKeyScopes.Query]),
        (Roles.Analyst, [ApiKeyScopes.Collect, ApiKeyScopes.Query]),
        (Roles.Admin, [.. ApiKeyScopes.All]),
    ];

    /// <summary>Call at each start, after the demo tenants exist.</summary>
    /// <param name="tenants">Their identifiers.</param>
    /// <param name="cancellationToken">Leaves the file as it was.</param>
    /// <exception cref="InvalidOperationException">One of the tenants does not exist.</exception>
    public async Task WriteAsync(IReadOnlyList<string> tenants, CancellationToken cancellationToken)
    {
        var known = Read();
        var credentials = new List<DemoCredential>();
        foreach (var identifier in tenants)
        {
            var tenant = await openTenant.ExecuteAsync(identifier, cancellationToken)
                ?? throw new InvalidOperationException($"There is no demo tenant '{identifier}'.");
            credentials.AddRange(await OfTenantAsync(tenant, known, cancellationToken));
        }
        var platform = issuer.Mint("demo-platform-admin", Roles.PlatformAdmin, tenant: null, Lifetime);
        credentials.Add(new DemoCredential(null, Roles.PlatformAdmin, platform, null, null));
        OwnerFile.Write(files.Tokens, JsonSerializer.Serialize(credentials, Json) + "\n");
        AccessLog.DemoTokensWritten(logger, files.Tokens);
    }

    private async Task<List<DemoCredential>> OfTenantAsync(
        TenantScope tenant, IReadOnlyList<DemoCredential> known, CancellationToken cancellationToken)
    {
        var identifier = tenant.Tenant.Identifier;
        var before = known.Where(credential => credential.Tenant == identifier).ToList();
        var writeKey = await KeepOrIssueAsync(
            tenant, before.FirstOrDefault()?.WriteKey, NewApiKey.PublicWrite("Demo browser", null), cancellationToken);
        var credentials = new List<DemoCredential>();
        foreach (var (role, scopes) in TenantRoles)
        {
            var apiKey = await KeepOrIssueAsync(
                tenant, before.Find(credential => credential.Role == role)?.ApiKey,
                NewApiKey.Secret($"Demo {role}", scopes, role, null), cancellationToken);
            var token = issuer.Mint($"demo-{role}-{identifier}", role, identifier, Lifetime);
            credentials.Add(new DemoCredential(identifier, role, token, apiKey, writeKey));
        }
        return credentials;
    }

    /// <summary>The key of the file while it still opens this tenant; else a new one, in whose favour the lost one ends.</summary>
    private async Task<string> KeepOrIssueAsync(
        TenantScope tenant, string? text, Result<NewApiKey> wanted, CancellationToken cancellationToken)
    {
        if (text is not null && await keys.FindAsync(text, cancellationToken) is { } found && found.Tenant == tenant.Id)
            return text;
        foreach (var lost in await keys.ListAsync(tenant, cancellationToken))
            if (lost.Name == wanted.Value.Name && lost.RevokedAt is null)
                await revokeKey.ExecuteAsync(tenant, lost.Id, actor: null, cancellationToken);
        return (await issueKey.ExecuteAsync(tenant, wanted.Value, actor: null, cancellationToken)).PlainText;
    }

    /// <returns>Empty when the file is lost or unreadable: its keys are then made anew.</returns>
    private List<DemoCredential> Read()
    {
        if (!File.Exists(files.Tokens))
            return [];
        try
        {
            var read = JsonSerializer.Deserialize<List<DemoCredential?>>(File.ReadAllText(files.Tokens), Json);
            return [.. (read ?? []).OfType<DemoCredential>()];
        }
        catch (JsonException)
        {
            return [];                                     // cut short by a full disk; nothing of it is worth keeping
        }
    }
}
