using Analytics.TestKit;

namespace Analytics.Infrastructure.Tests.Subscriptions;

/// <summary>Two nodes on one database.</summary>
public sealed class TopicNodes(PostgresFixture postgres) : IAsyncLifetime
{
    public string Database { get; private set; } = "";

    internal TopicNode Sending { get; private set; } = null!;

    internal TopicNode Receiving { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Database = await postgres.CreateDatabaseAsync();
        Sending = await TopicNode.StartAsync(Database);
        Receiving = await TopicNode.StartAsync(Database);
    }

    public async ValueTask DisposeAsync()
    {
        await Receiving.DisposeAsync();
        await Sending.DisposeAsync();
    }
}
