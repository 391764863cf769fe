using Analytics.Api.Access;
using Analytics.Api.Tenancy;
using Analytics.GraphQL.Transport;

namespace Analytics.Api.Hosting;

/// <summary>The GraphQL endpoint.</summary>
internal static class GraphQLHosting
{
    public static IServiceCollection AddGraphQL(this IServiceCollection services)
    {
        services.AddGraphQLServer()
            .AddTypes(typeof(GraphQLHosting).Assembly)
            .SetDescription("Metrics, funnels and raw events of one tenant: the one that the caller's credential opens.")
            .ModifyOptions(options => (options.EnableDefer, options.EnableStream) = (true, true))
            .AddErrorFilter<TenantErrorFilter>()
            .AddHttpRequestInterceptor<CredentialEnd>()
            .AddSocketSessionInterceptor<SocketSignIn>()
            .AddInMemorySubscriptions(options =>
            {
                options.Partition = request => TenancyOf(request.Services).Current?.Id.ToString();
                options.CarryScope = services =>
                {
                    var enter = TenancyOf(services).Copy();
                    return later => enter(TenancyOf(later));
                };
            })
            .AddIdempotentMutations()
            .ModifyServerOptions(options =>
            {
                options.ToolDirectory = Path.Combine(AppContext.BaseDirectory, "graphiql");
                // Before requests are given up.
                options.Sockets.ShutdownTimeout = ShutdownHosting.Grace * 0.75;
            });
        return services;
    }

    private static TenantContextAccessor TenancyOf(IServiceProvider services) =>
        services.GetRequiredService<TenantContextAccessor>();
}
