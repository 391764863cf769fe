using Analytics.GraphQL.Subscriptions;

namespace Analytics.Infrastructure.Tests.Subscriptions;

public sealed class InMemoryTopicTests : TopicContract, IDisposable
{
    private readonly TopicHub _hub = new(requiresPartition: true);

    protected override TopicHub Receiving => _hub;

    protected override TopicHub Sending => _hub;

    public void Dispose() => _hub.Dispose();
}
