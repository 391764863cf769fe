using Analytics.GraphQL.Execution;
using Analytics.GraphQL.Transport.Http;
using Analytics.GraphQL.Transport.WebSockets;
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
    /// Answers GraphQL over HTTP and sockets at the path, shows GraphiQL there to browsers, and serves GraphiQL's files
    /// below <c>ui/</c>. Every method arrives here, so that a wrong one is told which are right.
    /// </summary>
    public static IEndpointConventionBuilder MapGraphQL(this IEndpointRouteBuilder endpoints, string path = "/graphql")
    {
        var page = endpoints.ServiceProvider.GetRequiredService<ToolPage>();
        endpoints.MapGet(path + "/ui/{**file}", (HttpContext context, string? file) => page.SendFileAsync(context, file));
        var http = endpoints.ServiceProvider.GetRequiredService<GraphQLHttpHandler>();
        var sockets = Sockets(endpoints);
        return endpoints.Map(path, context => IsHandshake(context.Request) ? sockets(context) : http.HandleAsync(context))
            .WithDisplayName("GraphQL");
    }

    /// <summary>Answers GraphQL over HTTP at the path.</summary>
    public static IEndpointConventionBuilder MapGraphQLHttp(this IEndpointRouteBuilder endpoints, string path = "/graphql")
    {
        var handler = endpoints.ServiceProvider.GetRequiredService<GraphQLHttpHandler>();
        return endpoints.Map(path, handler.HandleAsync).WithDisplayName("GraphQL");
    }

    /// <summary>Answers GraphQL over sockets at the path: the sub-protocol <c>graphql-transport-ws</c>.</summary>
    public static IEndpointConventionBuilder MapGraphQLWebSocket(
        this IEndpointRouteBuilder endpoints, string path = "/graphql") =>
        endpoints.Map(path, Sockets(endpoints)).WithDisplayName("GraphQL over WebSocket");

    /// <summary>
    /// Answers trusted documents at the path, a slash and their id, with <c>operationName</c>, <c>variables</c> and
    /// <c>extensions</c> in the query string of a GET or the body of a POST.
    /// </summary>
    public static IEndpointConventionBuilder MapGraphQLPersistedOperations(
        this IEndpointRouteBuilder endpoints, string path = "/graphql/persisted")
    {
        var handler = endpoints.ServiceProvider.GetRequiredService<GraphQLHttpHandler>();
        return endpoints.Map($"{path}/{{{HttpRequestReader.DocumentIdRoute}}}", handler.HandleAsync)
            .WithDisplayName("GraphQL persisted operations");
    }

    /// <summary>Serves the schema as SDL text, to callers who may ask for it by introspection too.</summary>
    public static IEndpointConventionBuilder MapGraphQLSchema(
        this IEndpointRouteBuilder endpoints, string path = "/graphql/schema.graphql")
    {
        var executor = endpoints.ServiceProvider.GetRequiredService<RequestExecutor>();
        return endpoints.MapGet(path, (HttpContext context) => SendSchemaAsync(context, executor));
    }

    private static RequestDelegate Sockets(IEndpointRouteBuilder endpoints) => endpoints.CreateApplicationBuilder()
        .UseWebSockets()
        .Use(_ => endpoints.ServiceProvider.GetRequiredService<SocketServer>().HandleAsync)
        .Build();

    // HTTP/1.1 upgrades (RFC 6455), HTTP/2 connects (RFC 8441).
    private static bool IsHandshake(HttpRequest request) =>
        request.Headers.Upgrade.Count > 0 && request.Headers.Upgrade.ToString().Contains("websocket", StringComparison.OrdinalIgnoreCase)
        || HttpMethods.IsConnect(request.Method);

    private static async Task SendSchemaAsync(HttpContext context, RequestExecutor executor)
    {
        var request = new OperationRequest { Services = context.RequestServices, User = context.User };
        if (executor.AllowsIntrospection(request))
        {
            context.Response.ContentType = "text/plain; charset=utf-8";
            await context.Response.WriteAsync(SchemaPrinter.Print(executor.Schema), context.RequestAborted);
            return;
        }
        using var refusal = executor.Refuse(
            ResultKind.RequestError, [Error.Of("The schema is not shown to you.", ErrorCodes.IntrospectionDisabled)]);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.BodyWriter.WriteAsync(refusal.Body, context.RequestAborted);
    }
}
