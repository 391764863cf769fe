using System.Net.Http.Json;
using Analytics.Api.Collection;
using Analytics.Api.Hosting;
using Analytics.Api.Tenancy;
using Analytics.Api.Tests.Access;
using Analytics.Domain.Access;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Transport;
using Analytics.Infrastructure.Postgres;
using Analytics.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Analytics.Api.Tests.Collection;

/// <summary>One node that takes events by GraphQL, over a database that it may share with others.</summary>
internal sealed class TrackHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TrackHost(WebApplication app) =>
        (_app, Client) = (app, new HttpClient { BaseAddress = new Uri(app.Urls.Single()) });

    public HttpClient Client { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<TrackHost> StartAsync(TwoTenants tenants, params (string Name, string Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        foreach (var (name, value) in settings)
            builder.Configuration[name] = value;
        builder.AddAccess();
        builder.AddTenancy();
        builder.Services.AddStorage(_ => tenants.OwnerConnectionString).AddCollection();
        builder.Services.AddGraphQLServer().AddTypes(typeof(WhoQueries), typeof(TrackMutations))
            .AddErrorFilter<TenantErrorFilter>().AddIdempotentMutations();
        var app = builder.Build();
        app.UseAuthentication().UseTenancy().UseAuthorization();
        app.MapGraphQL();
        await app.StartAsync(Token);
        return new TrackHost(app);
    }

    /// <summary>The text of a new key of a tenant.</summary>
    public async Task<string> IssueAsync(TenantScope tenant, params string[] scopes)
    {
        var key = NewApiKey.Secret("key", scopes.Length == 0 ? ApiKeyScopes.All : scopes, Roles.Admin, null).Value;
        return (await _app.Services.GetRequiredService<IApiKeyStore>().CreateAsync(tenant, key, Token)).PlainText;
    }

    /// <summary>The body of the answer to one event.</summary>
    /// <param name="apiKey">Null for a stranger.</param>
    /// <param name="idempotencyKey">Null for none.</param>
    /// <param name="name">The event's name.</param>
    public async Task<string> TrackAsync(string? apiKey, string? idempotencyKey, string name = "save")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new
            {
                query = "mutation($events: [TrackEventInput!]!) "
                    + "{ track(input: {events: $events}) { accepted results { status } errors { code } } }",
                variables = new { events = new[] { new { id = "e1", name, userId = "u" } } },
            }),
        };
        if (apiKey is not null)
            request.Headers.Add("X-Api-Key", apiKey);
        if (idempotencyKey is not null)
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        using var response = await Client.SendAsync(request, Token);
        return await response.Content.ReadAsStringAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
