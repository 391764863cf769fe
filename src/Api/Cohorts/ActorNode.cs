using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.Cohorts;

/// <summary>Whom events are about.</summary>
/// <param name="Id">The id under which the actor is known: a user id, or an anonymous one that nobody signed in with.</param>
[GraphQLName("Actor")]
public sealed record ActorNode(string Id);
