using Analytics.GraphQL.DataLoader;
using Analytics.GraphQL.Execution;
using Analytics.GraphQL.Transport.Http;
using Analytics.GraphQL.Transport.Streams;
using Analytics.GraphQL.Transport.WebSockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Analytics.GraphQL.Transport;

/// <summary>Adds a GraphQL server to a host.</summary>
public static class GraphQLServiceCollectionExtensions
{
    /// <summary>
    /// Adds the server. Its schema is built when the host starts, and a fault in it stops the start. A host has one.
    /// </summary>
    public static RequestExecutorBuilder AddGraphQLServer(this IServiceCollection services)
    {
        var builder = new RequestExecutorBuilder(services);
        services.AddSingleton(builder.RequestOptions);
        services.AddSingleton(builder.ServerOptions);
        services.AddSingleton(provider => builder.BuildSchema(provider.GetRequiredService<IServiceProviderIsService>()));
        services.AddSingleton<RequestExecutor>();
        services.AddSingleton<GraphQLHttpHandler>();
        services.AddSingleton<ToolPage>();
        services.AddSingleton<OpenStreams>();
        services.AddSingleton<SocketServer>();
        services.AddScoped<IBatchScheduler, BatchScheduler>();
        services.TryAddScoped<IFieldAuthorization, PolicyAuthorization>();
        services.AddHostedService<SchemaWarmUp>();
        return builder;
    }
}
