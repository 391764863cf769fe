using Analytics.GraphQL.Execution.Federation;

namespace Analytics.GraphQL.Transport;

/// <summary>Makes the server a subgraph of a federated graph.</summary>
public static class FederationBuilderExtensions
{
    /// <summary>
    /// Adds <c>_service</c> and <c>_entities</c>, by which gateways of Apollo Federation 2 compose the schema and join
    /// objects. At least one type needs a <see cref="Types.Federation.KeyAttribute"/>.
    /// </summary>
    public static RequestExecutorBuilder AddFederation(this RequestExecutorBuilder builder) =>
        builder.AddTypes(typeof(SubgraphQueries));
}
