using Analytics.Api.Access;
using Analytics.Api.Hosting;
using Analytics.Domain.Identity;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.Customers;

/// <summary>One customer, with all that is known of him.</summary>
[QueryType]
public static class CustomerQueries
{
    /// <summary>A customer by any of his ids; of an id that nothing is known of, it has the id alone and figures of 0.</summary>
    /// <param name="id">A user id, as orders and imports name him.</param>
    /// <param name="atLeast">A position that a write returned: waits up to a second until the figures have seen it, else NOT_YET_VISIBLE.</param>
    [Authorize(Policies.Query)]
    public static CustomerNode GetCustomer([ID] string id, long? atLeast) =>
        new(ActorId.Create(id, "id").OrThrow().Value, atLeast);
}
