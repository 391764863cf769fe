using Analytics.GraphQL.Execution;
using Analytics.GraphQL.Subscriptions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Analytics.GraphQL.Transport;

/// <summary>Adds subscriptions to a GraphQL server.</summary>
public static class SubscriptionBuilderExtensions
{
    /// <summary>
    /// Adds topics. Their messages reach the subscribers of this process, and those of others where an
    /// <see cref="ITopicBackplane"/> is registered. Resolvers take
    /// <see cref="ITopicEventSender"/> and <see cref="ITopicEventReceiver"/> as parameters; everything else takes them
    /// from <see cref="TopicHub"/> by partition, or as services where there are no partitions.
    /// </summary>
    public static RequestExecutorBuilder AddInMemorySubscriptions(
        this RequestExecutorBuilder builder, Action<SubscriptionOptions>? configure = null)
    {
        var options = new SubscriptionOptions();
        configure?.Invoke(options);
        builder.Services.AddSingleton(options);
        builder.Services.TryAddSingleton(services =>
            new TopicHub(options.Partition is not null, services.GetService<ITopicBackplane>()));
        builder.Services.TryAddSingleton(services => services.GetRequiredService<TopicHub>().SenderFor(null));
        builder.Services.TryAddSingleton(services => services.GetRequiredService<TopicHub>().ReceiverFor(null));
        return builder;
    }
}
