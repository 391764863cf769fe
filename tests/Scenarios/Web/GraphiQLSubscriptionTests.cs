using System.Security.Claims;
using System.Text.Json;
using Analytics.GraphQL.Subscriptions;
using Analytics.GraphQL.Transport;
using Analytics.GraphQL.Transport.WebSockets;
using Analytics.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Analytics.Scenarios.Web;

/// <summary>GraphiQL in a real browser, over a small schema of its own that has a subscription.</summary>
public sealed class GraphiQLSubscriptionTests : IAsyncLifetime
{
    private WebApplication _app = null!;

    private Uri Address => new(
        _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/");

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddGraphQLServer()
            .AddTypes(typeof(LibraryQueries), typeof(LibrarySubscriptions))
            .AddInMemorySubscriptions()
            .AddSocketSessionInterceptor<ReaderInterceptor>()
            .ModifyServerOptions(options => options.ToolDirectory = Repository.Path("web", "graphiql", "dist"));
        _app = builder.Build();
        _app.MapGraphQL();
        await _app.StartAsync();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Subscription_shows_each_event_as_it_comes()
    {
        await using var browser = await BrowserPage.OpenAsync(Address);
        await browser.AskAsync(Address, "subscription { loan }", "{}");
        var sender = _app.Services.GetRequiredService<ITopicEventSender>();
        foreach (var title in new[] { "Walden", "Ulysses" })
        {
            var seen = browser.SeeAsync(title);
            while (!seen.IsCompleted)
            {
                await sender.SendAsync("loans", title, TestContext.Current.CancellationToken);
                await Task.WhenAny(seen, Task.Delay(100, TestContext.Current.CancellationToken));
            }
            await seen;
        }
        Assert.Empty(browser.Foreign);
        Assert.Empty(browser.Faults);
    }

    [Fact]
    public async Task Headers_editor_signs_the_socket_in()
    {
        await using var browser = await BrowserPage.OpenAsync(Address);
        await browser.AskAsync(Address, "subscription { reader }", """{"Authorization": "Bearer ann"}""");
        await browser.SeeAsync("reader Bearer ann");
        Assert.Empty(browser.Faults);
    }

    [Fact]
    public async Task Query_and_documentation_are_shown()
    {
        await using var browser = await BrowserPage.OpenAsync(Address);
        await browser.AskAsync(Address, "{ books }", "{}");
        await browser.SeeAsync("12");
        await browser.Page.GetByLabel("Show Documentation Explorer").ClickAsync();
        await browser.Page.Locator(".graphiql-doc-explorer-type-name").GetByText("Query", new() { Exact = true }).First.ClickAsync();
        await browser.Page.Locator(".graphiql-doc-explorer").GetByText("How many books there are").First.WaitForAsync();
        Assert.Empty(browser.Foreign);
        Assert.Empty(browser.Faults);
    }

    private sealed class ReaderInterceptor : ISocketSessionInterceptor
    {
        public ValueTask<ConnectionStatus> OnConnectAsync(
            SocketSession session, JsonElement payload, CancellationToken cancellationToken)
        {
            if (payload.ValueKind == JsonValueKind.Object && payload.TryGetProperty("Authorization", out var name))
                session.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, name.GetString()!)], "test"));
            return ValueTask.FromResult(ConnectionStatus.Accept());
        }
    }
}
