using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.Tests.Access;

[QueryType]
public static class WhoQueries
{
    /// <summary>The tenant that the caller's credential opens.</summary>
    public static string GetTenant(TenantScope tenant) => tenant.Tenant.Identifier;
}
