using Analytics.GraphQL.Execution;
using Analytics.GraphQL.Subscriptions;
using Analytics.GraphQL.Transport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Analytics.Infrastructure.Subscriptions;

/// <summary>Topics whose messages reach the subscribers of all processes on one database.</summary>
public static class SubscriptionServices
{
    /// <summary>
    /// Adds topics over PostgreSQL's LISTEN and NOTIFY. Messages are JSON of at most 1 MiB with their topic's name; one
    /// connection listens, and sending takes one for the moment.
    /// <see cref="Postgres.StorageServices.AddStorage"/> is called on the services too.
    /// </summary>
    public static RequestExecutorBuilder AddPostgresSubscriptions(
        this RequestExecutorBuilder builder, Action<SubscriptionOptions>? configure = null)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<ITopicBackplane, PostgresBackplane>();
        builder.Services.AddSingleton<TopicListener>();
        builder.Services.AddHostedService(services => services.GetRequiredService<TopicListener>());
        return builder.AddInMemorySubscriptions(configure);
    }
}
