using System.Text.Json;
using System.Text.Json.Nodes;
using Analytics.Api.Access;
using Analytics.Api.Hosting;
using Analytics.Api.Tenancy;
using Analytics.Domain.Access;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Transport;
using Analytics.Infrastructure.Postgres;
using Analytics.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Analytics.Api.Tests.Access;

/// <summary>Sign-in and tenancy as the host composes them, over HTTP and a database with two tenants.</summary>
internal sealed class AccessHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private AccessHost(WebApplication app, TwoTenants tenants, FakeTime clock, CapturedLogs logs)
    {
        (_app, Tenants, Clock, Logs) = (app, tenants, clock, logs);
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public TwoTenants Tenants { get; }

    public FakeTime Clock { get; }

    public CapturedLogs Logs { get; }

    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    /// <param name="postgres">The server.</param>
    /// <param name="issuer">Whose tokens are accepted; null for none but development tokens.</param>
    /// <param name="dataDirectory">Where the development issuer keeps its files; null for no such issuer.</param>
    public static async Task<AccessHost> StartAsync(
        PostgresFixture postgres, IssuerProcess? issuer = null, string? dataDirectory = null)
    {
        var (clock, logs) = (new FakeTime(), new CapturedLogs());
        var tenants = await TwoTenants.CreateAsync(postgres, clock: clock);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["AzureAd:Authority"] = issuer?.Address.ToString(),
            ["AzureAd:Audience"] = TokenBench.Audience,
            ["Tenancy:HostTemplate"] = "{tenant}.example.com",
        });
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(logs);
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddStorage(_ => tenants.OwnerConnectionString);
        builder.AddAccess();
        builder.AddTenancy();
        if (dataDirectory is not null)
            builder.AddDevelopmentAccess(dataDirectory);
        builder.Services.AddGraphQLServer().AddTypes(typeof(WhoQueries), typeof(NapQueries))
            .AddErrorFilter<TenantErrorFilter>().AddSocketSessionInterceptor<SocketSignIn>();
        var app = builder.Build();
        app.UseAuthentication().UseTenancy().UseAuthorization();
        Map(app);
        await app.StartAsync();
        return new AccessHost(app, tenants, clock, logs);
    }

    /// <summary>The text of a new key of a tenant.</summary>
    public async Task<IssuedApiKey> IssueAsync(TenantScope tenant, NewApiKey key) =>
        await _app.Services.GetRequiredService<IssueApiKey>().ExecuteAsync(tenant, key, "test", default);

    public Task<IssuedApiKey> IssueAsync(TenantScope tenant, string role, params string[] scopes) =>
        IssueAsync(tenant, NewApiKey.Secret("key", scopes, role, expiresAt: null).Value);

    /// <summary>Status, the code in the body of an error, and the text of any other body.</summary>
    public async Task<(int Status, string? Code, string Body)> GetAsync(
        string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await Client.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        var isError = response.Content.Headers.ContentType?.MediaType == "application/json";
        var code = isError ? (string?)JsonNode.Parse(body)!["errors"]![0]!["extensions"]!["code"] : null;
        return ((int)response.StatusCode, code, body);
    }

    /// <summary>What the audit log holds, past row-level security: action, tenant, actor, detail.</summary>
    public async Task<List<(string Action, Guid? Tenant, string? Actor, Dictionary<string, string> Detail)>> AuditAsync(
        string action)
    {
        await using var connection = new NpgsqlConnection(Tenants.OwnerConnectionString);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();   // never committed
        await using var unforced = new NpgsqlCommand(
            "set local role analytics_owner; alter table audit_log no force row level security", connection);
        await unforced.ExecuteNonQueryAsync();
        await using var command = new NpgsqlCommand(
            "select action, tenant_id, actor, detail::text from audit_log where action = $1 order by id", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = action });
        await using var reader = await command.ExecuteReaderAsync();
        var entries = new List<(string, Guid?, string?, Dictionary<string, string>)>();
        while (await reader.ReadAsync())
            entries.Add((
                reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetGuid(1),
                reader.IsDBNull(2) ? null : reader.GetString(2),
                JsonSerializer.Deserialize<Dictionary<string, string>>(reader.GetString(3))!));
        return entries;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        await Tenants.DisposeAsync();
    }

    private static void Map(WebApplication app)
    {
        app.MapGraphQL();
        foreach (var policy in PolicyRequirement.ByPolicy.Keys)
            app.MapGet($"/policies/{policy}", () => "passed").RequireAuthorization(policy);
        app.MapGet("/open", () => "open");
        app.MapGet("/tenant", (TenantScope tenant) => tenant.Tenant.Identifier);
        app.MapGet("/late", async (string credential, HttpContext context, CallerSignIn signIn) =>
            (await signIn.EnterAsync(context, credential, context.RequestAborted)) is { } entered
                && entered.TryGet(out var tenant, out var problem)
                ? Results.Text($"{tenant?.Tenant.Identifier} {context.User.FindFirst(CallerClaims.Scope)?.Value}")
                : Results.Text(problem!.Code));
    }
}
