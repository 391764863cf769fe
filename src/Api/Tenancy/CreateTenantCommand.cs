using System.Text.Json;
using Analytics.Domain.Access;
using Analytics.Domain.Tenancy;

namespace Analytics.Api.Tenancy;

/// <summary>
/// What an operator types to add a tenant: <c>create-tenant IDENTIFIER --name … --currency … --time-zone …</c>. It
/// prints the tenant's first keys, which are shown this once.
/// </summary>
internal sealed class CreateTenantCommand(
    CreateTenant createTenant, OpenTenant openTenant, IssueApiKey issueKey, IConfiguration arguments)
{
    public const string Name = "create-tenant";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <returns>The process's exit code.</returns>
    public async Task<int> ExecuteAsync(string identifier, CancellationToken cancellationToken)
    {
        var wanted = new NewTenant(
            identifier, arguments["name"] ?? identifier, arguments["time-zone"] ?? "Etc/UTC", arguments["currency"] ?? "")
        {
            WeekStart = arguments.GetValue("week-start", DayOfWeek.Monday),
            RawRetentionMonths = arguments["retention-months"] switch
            {
                "unlimited" => null,
                _ => arguments.GetValue("retention-months", CreateTenant.DefaultRetentionMonths),
            },
        };
        if (!(await createTenant.ExecuteAsync(wanted, cancellationToken)).TryGet(out var created, out var problem))
        {
            await Console.Error.WriteLineAsync($"{problem.Code}: {problem.Message}");
            return 2;
        }

        var tenant = await openTenant.ExecuteAsync(created.Id, cancellationToken)
            ?? throw new InvalidOperationException($"The tenant '{identifier}' was not saved.");
        var admin = NewApiKey.Secret("First admin key", ApiKeyScopes.All, Roles.Admin, expiresAt: null).Value;
        var browser = NewApiKey.PublicWrite("First write key", expiresAt: null).Value;
        Console.WriteLine(JsonSerializer.Serialize(
            new
            {
                tenant = created.Identifier,
                id = created.Id.Value,
                apiKey = (await issueKey.ExecuteAsync(tenant, admin, actor: null, cancellationToken)).PlainText,
                writeKey = (await issueKey.ExecuteAsync(tenant, browser, actor: null, cancellationToken)).PlainText,
            },
            Json));
        return 0;
    }
}
