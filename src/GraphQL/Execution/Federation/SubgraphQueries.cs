using System.Text.Json;
using Analytics.GraphQL.Execution.Resolvers;
using Analytics.GraphQL.Types;
using Analytics.GraphQL.Types.Annotations;
using Analytics.GraphQL.Types.Federation;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.GraphQL.Execution.Federation;

// What a gateway asks of a subgraph. Without a summary, which would describe the query type.
[QueryType]
internal static class SubgraphQueries
{
    /// <summary>The schema of this subgraph, for composition.</summary>
    /// <exception cref="GraphQLException">The caller may not ask for the schema.</exception>
    [GraphQLName(FederationNames.Service)]
    public static SubgraphService GetService(IResolverContext context)
    {
        var request = ((ResolverContext)context).Operation.Request;
        return request.Services.GetRequiredService<RequestOptions>().AllowsIntrospection(request)
            ? new SubgraphService(SchemaPrinter.PrintSubgraph(context.Schema))
            : throw new GraphQLException(Error.Of(
                "The schema is not shown to this caller.", ErrorCodes.IntrospectionDisabled));
    }

    /// <summary>The entities that a gateway refers to, in its order; null for those that do not exist.</summary>
    /// <param name="representations">For each entity `__typename` and the fields of a key.</param>
    /// <param name="context">The field.</param>
    [GraphQLName(FederationNames.Entities), Entities]
    public static async Task<IReadOnlyList<object?>> GetEntitiesAsync(
        [GraphQLType<RepresentationType>] IReadOnlyList<JsonElement> representations, IResolverContext context)
    {
        // All are begun before one is awaited: so data loaders fetch them together.
        var found = representations.Select((representation, index) =>
            EntityReference.ResolveAsync((ResolverContext)context, representation, index)).ToList();
        return await Task.WhenAll(found).ConfigureAwait(false);
    }
}
