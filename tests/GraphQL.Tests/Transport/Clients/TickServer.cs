using Analytics.GraphQL.Subscriptions;
using Analytics.GraphQL.Tests.Oracle;
using Analytics.GraphQL.Transport;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.GraphQL.Tests.Transport.Clients;

/// <summary>A server with subscriptions, and the npm clients that talk to it.</summary>
public sealed class TickServer : IAsyncLifetime
{
    private NodeProcess? _clients;

    public GraphQLServer Server { get; private set; } = null!;

    public string Http => new Uri(Server.Client.BaseAddress!, "/graphql").ToString();

    public string Socket => Http.Replace("http://", "ws://", StringComparison.Ordinal);

    /// <summary>Subscribers of the topic.</summary>
    public ITopicEventSender Topics => Server.Services.GetRequiredService<ITopicEventSender>();

    internal NodeProcess Clients => _clients ??= NodeProcess.Start("oracle.mjs", "clients");

    public async ValueTask InitializeAsync() => Server = await StartAsync();

    public static Task<GraphQLServer> StartAsync(Action<GraphQLServerOptions>? configure = null, Uri? address = null) =>
        GraphQLServer.StartAsync(builder => builder
            .AddTypes(typeof(TickQueries), typeof(TickMutations), typeof(TickSubscriptions))
            .AddInMemorySubscriptions()
            .ModifyServerOptions(options => configure?.Invoke(options)),
            host => host.WebHost.UseUrls(address?.ToString() ?? "http://127.0.0.1:0"));

    public async ValueTask DisposeAsync()
    {
        if (_clients is not null)
            await _clients.DisposeAsync();
        await Server.DisposeAsync();
    }
}
