using Analytics.GraphQL.Types;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.GraphQL.Transport;

/// <summary>Maps the endpoints of a GraphQL server.</summary>
public static class GraphQLEndpointExtensions
{
    /// <summary>
    /// Answers GraphQL over HTTP at the path, shows GraphiQL there to browsers, and serves GraphiQL's files below
    /// <c>ui/</c>. Every method arrives here, so that a wrong one is told which are right.
    /// </summary>
    public static IEndpointConventionBuilder MapGraphQL(this IEndpointRouteBuilder endpoints, string path = "/graphql")
    {
        var page = endpoints.ServiceProvider.GetRequiredService<ToolPage>();
        endpoints.MapGet(path + "/ui/{**file}", (HttpContext context, string? file) => page.SendFileAsync(context, file));
        return endpoints.MapGraphQLHttp(path);
    }

    /// <summary>Answers GraphQL over HTTP at the path.</summary>
    public static IEndpointConventionBuilder MapGraphQLHttp(this IEndpointRouteBuilder endpoints, string path = "/graphql")
    {
        var handler = endpoints.ServiceProvider.GetRequiredService<GraphQLHttpHandler>();
        return endpoints.Map(path, handler.HandleAsync).WithDisplayName("GraphQL");
    }

    /// <summary>Serves the schema as SDL text.</summary>
    public static IEndpointConventionBuilder MapGraphQLSchema(
        this IEndpointRouteBuilder endpoints, string path = "/graphql/schema.graphql") =>
        endpoints.MapGet(path, (HttpContext context, Schema schema) =>
        {
            context.Response.ContentType = "text/plain; charset=utf-8";
            return context.Response.WriteAsync(SchemaPrinter.Print(schema), context.RequestAborted);
        });
}
