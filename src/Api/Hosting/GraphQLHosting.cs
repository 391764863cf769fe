using Analytics.Api.Tenancy;
using Analytics.GraphQL.Execution;
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
            .AddErrorFilter<TenantErrorFilter>()
            .ModifyServerOptions(options => options.ToolDirectory = Path.Combine(AppContext.BaseDirectory, "graphiql"));
        return services;
    }

    /// <summary>A field that needs a tenant, asked by somebody who has none.</summary>
    private sealed class TenantErrorFilter : IErrorFilter
    {
        public IError OnError(IError error) => error.Exception is TenantRequiredException { Problem: var problem }
            ? error.RemoveException().WithMessage(problem.Message).WithCode(problem.Code)
            : error;
    }
}
