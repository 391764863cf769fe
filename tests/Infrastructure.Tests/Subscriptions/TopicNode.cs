using Analytics.GraphQL.Subscriptions;
using Analytics.GraphQL.Transport;
using Analytics.Infrastructure.Postgres;
using Analytics.Infrastructure.Subscriptions;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.Infrastructure.Tests.Subscriptions;

/// <summary>One node of a host: its own services and connections to the database that all nodes share.</summary>
internal sealed class TopicNode : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private TopicNode(ServiceProvider services) => _services = services;

    public TopicHub Topics => _services.GetRequiredService<TopicHub>();

    public static async Task<TopicNode> StartAsync(string connectionString)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddSingleton(_ => new RoleDataSources(connectionString));
        services.AddGraphQLServer().AddPostgresSubscriptions(options => options.Partition = _ => "acme");
        var node = new TopicNode(services.BuildServiceProvider());
        var listener = node._services.GetRequiredService<TopicListener>();
        await listener.StartAsync(CancellationToken.None);
        await listener.Listening.WaitAsync(TimeSpan.FromSeconds(60));
        return node;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.GetRequiredService<TopicListener>().StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }
}
