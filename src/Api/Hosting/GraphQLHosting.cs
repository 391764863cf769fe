using System.Security.Claims;
using Analytics.Api.Access;
using Analytics.Api.Tenancy;
using Analytics.GraphQL.Transport;
using Microsoft.Extensions.Options;

namespace Analytics.Api.Hosting;

/// <summary>The GraphQL endpoint.</summary>
internal static class GraphQLHosting
{
    public static WebApplicationBuilder AddGraphQL(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<GraphQLOptions>().BindConfiguration(GraphQLOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<GraphQLOptions>, GraphQLOptionsValidator>();
        var options = builder.Configuration.GetSection(GraphQLOptions.Section).Get<GraphQLOptions>() ?? new GraphQLOptions();
        builder.Services.AddGraphQLServer()
            .AddTypes(typeof(GraphQLHosting).Assembly)
            .SetDescription("Metrics, funnels and raw events of one tenant: the one that the caller's credential opens.")
            .ModifyOptions(schema => (schema.EnableDefer, schema.EnableStream) = (true, true))
            .AddErrorFilter<TenantErrorFilter>()
            .AddErrorFilter<OutageHosting.ErrorFilter>()
            .AddHttpRequestInterceptor<CredentialEnd>()
            .AddSocketSessionInterceptor<SocketSignIn>()
            .AddInMemorySubscriptions(streams =>
            {
                streams.Partition = request => TenancyOf(request.Services).Current?.Id.ToString();
                streams.CarryScope = services =>
                {
                    var enter = TenancyOf(services).Copy();
                    return later => enter(TenancyOf(later));
                };
            })
            .AddIdempotentMutations()
            .AddTrust(options, builder.Environment.IsDevelopment())
            .ModifyServerOptions(server =>
            {
                server.ToolDirectory = Path.Combine(AppContext.BaseDirectory, "graphiql");
                // Before requests are given up.
                server.Sockets.ShutdownTimeout = ShutdownHosting.Grace * 0.75;
            });
        return builder;
    }

    /// <summary>Which documents are executed, at which cost, and who sees the schema.</summary>
    private static RequestExecutorBuilder AddTrust(
        this RequestExecutorBuilder graphQL, GraphQLOptions options, bool isDevelopment)
    {
        var isOpen = options.AnonymousIntrospection ?? isDevelopment;
        return graphQL.UsePersistedOperationPipeline()
            .UseAutomaticPersistedOperationPipeline()
            .AddFileSystemOperationDocumentStorage(Path.Combine(AppContext.BaseDirectory, "operations"))
            .ModifyCostOptions(cost => (cost.MaxFieldCost, cost.MaxTypeCost) = (options.MaxFieldCost, options.MaxTypeCost))
            .ModifyRequestOptions(request =>
            {
                request.PersistedOperations.OnlyAllowPersistedDocuments = options.TrustedDocumentsOnly;
                request.IntrospectionPolicy = asked => isOpen || IsSignedIn(asked.User);
            })
            .ModifyServerOptions(server => server.EnableTool = options.GraphiQL ?? isDevelopment);
    }

    private static bool IsSignedIn(ClaimsPrincipal user) => user.Identities.Any(identity => identity.IsAuthenticated);

    private static TenantContextAccessor TenancyOf(IServiceProvider services) =>
        services.GetRequiredService<TenantContextAccessor>();
}
