using Analytics.GraphQL.Types.Annotations;

namespace Analytics.GraphQL.Types.Federation;

/// <summary>This subgraph, as a gateway composes it.</summary>
/// <param name="Sdl">The schema without what federation itself defines.</param>
[GraphQLName("_Service")]
internal sealed record SubgraphService(string Sdl);
