using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Analytics.Api.Collection;
using Analytics.Api.Exports;
using Analytics.Api.Hosting;
using Analytics.Api.Imports;
using Analytics.Api.Webhooks;
using Analytics.Domain.Access;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Exports;
using Analytics.Infrastructure.Postgres;
using Analytics.Infrastructure.Webhooks;
using Analytics.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Analytics.Api.Tests.Collection;

/// <summary>Collectors and imports behind a real Kestrel, with keys of two tenants.</summary>
internal sealed class CollectorHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private CollectorHost(WebApplication app, TwoTenants tenants) => (_app, Tenants) = (app, tenants);

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public TwoTenants Tenants { get; }

    public HttpClient Client { get; } = new();

    /// <summary>A server's key of the tenant here.</summary>
    public string KeyHere { get; private set; } = "";

    /// <summary>A server's key of the tenant there.</summary>
    public string KeyThere { get; private set; } = "";

    public Uri Address => new(_app.Urls.Single());

    /// <param name="postgres">The server.</param>
    /// <param name="settings">Configuration beside the defaults.</param>
    public static async Task<CollectorHost> StartAsync(
        PostgresFixture postgres, params (string Name, string Value)[] settings)
    {
        var tenants = await TwoTenants.CreateAsync(postgres);
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        foreach (var (name, value) in settings)
            builder.Configuration[name] = value;
        builder.AddAccess();
        builder.AddTenancy();
        builder.Services.AddStorage(_ => tenants.OwnerConnectionString).AddCollection().AddImports().AddWebhooks().AddExports();
        var app = builder.Build();
        app.UseCors();
        app.UseAuthentication().UseTenancy().UseAuthorization();
        app.MapCollection();
        app.MapImports();
        app.MapWebhooks();
        app.MapExports();
        await app.StartAsync(Token);
        var host = new CollectorHost(app, tenants);
        host.Client.BaseAddress = host.Address;
        host.KeyHere = await host.IssueAsync(
            tenants.Here, NewApiKey.Secret("here", ApiKeyScopes.All, Roles.Admin, null).Value);
        host.KeyThere = await host.IssueAsync(
            tenants.There, NewApiKey.Secret("there", ApiKeyScopes.All, Roles.Admin, null).Value);
        return host;
    }

    /// <summary>A part of the host.</summary>
    public T Service<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>The host's keys.</summary>
    public IApiKeyStore Keys => _app.Services.GetRequiredService<IApiKeyStore>();

    public async Task<string> IssueAsync(TenantScope tenant, NewApiKey key) =>
        (await CreateAsync(tenant, key)).PlainText;

    public Task<IssuedApiKey> CreateAsync(TenantScope tenant, NewApiKey key) => Keys.CreateAsync(tenant, key, Token);

    public Task<CollectorAnswer> PostAsync(string path, string body, string type = "application/json", string? key = null) =>
        PostAsync(path, Encoding.UTF8.GetBytes(body), type, key);

    /// <param name="path">Where to.</param>
    /// <param name="body">The bytes.</param>
    /// <param name="type">Content type.</param>
    /// <param name="key">Null for the tenant here, empty for none.</param>
    /// <param name="encoding">Content encoding; null for none.</param>
    public async Task<CollectorAnswer> PostAsync(
        string path, byte[] body, string type, string? key = null, string? encoding = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        if (encoding is not null)
            request.Content.Headers.ContentEncoding.Add(encoding);
        key ??= KeyHere;
        if (key.Length > 0)
            request.Headers.Add("X-Api-Key", key);
        return await SendAsync(request);
    }

    public async Task<CollectorAnswer> SendAsync(HttpRequestMessage request)
    {
        using var response = await Client.SendAsync(request, Token);
        var text = await response.Content.ReadAsStringAsync(Token);
        return new CollectorAnswer((int)response.StatusCode, JsonDocument.Parse(text).RootElement,
            response.Headers.RetryAfter?.ToString());
    }

    /// <summary>One value as the tenant sees it.</summary>
    public async Task<object?> ScalarAsync(TenantScope tenant, string sql)
    {
        await using var lease = await Tenants.Connections.LeaseAsync(tenant, Token);
        await using var command = new NpgsqlCommand(sql, lease.Connection);
        return await command.ExecuteScalarAsync(Token);
    }

    /// <summary>Names of the tenant's events in the log's order, after each other.</summary>
    public async Task<string> NamesAsync(TenantScope tenant) =>
        await ScalarAsync(tenant, "select string_agg(name, ' ' order by position) from events") as string ?? "";

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        await Tenants.DisposeAsync();
    }
}

/// <summary>An answer with what the tests look at.</summary>
internal sealed record CollectorAnswer(int Status, JsonElement Body, string? RetryAfter)
{
    /// <summary>The code of a whole request's fault.</summary>
    public string? Code => Error.GetProperty("extensions").GetProperty("code").GetString();

    /// <summary>The text of a whole request's fault.</summary>
    public string Message => Error.GetProperty("message").GetString()!;

    /// <summary>Status and code of each event, e.g. <c>ACCEPTED REJECTED:EVENT_NAME_MISSING</c>.</summary>
    public string Verdicts => string.Join(' ', Body.GetProperty("results").EnumerateArray().Select((result, index) =>
    {
        Assert.Equal(index, result.GetProperty("index").GetInt32());
        var status = result.GetProperty("status").GetString();
        return result.TryGetProperty("code", out var code) ? $"{status}:{code.GetString()}" : status;
    }));

    private JsonElement Error => Assert.Single(Body.GetProperty("errors").EnumerateArray().ToList());
}
