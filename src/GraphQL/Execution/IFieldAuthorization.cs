using System.Security.Claims;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Execution;

/// <summary>Decides who may resolve a field. The transport brings the implementation.</summary>
public interface IFieldAuthorization
{
    /// <summary>Whether the caller meets the requirement.</summary>
    /// <param name="user">Who asks.</param>
    /// <param name="requirement">What the field demands.</param>
    /// <param name="resource">The field, for policies that look at it.</param>
    /// <param name="cancellationToken">Cancelled with the request.</param>
    ValueTask<AuthorizationVerdict> AuthorizeAsync(
        ClaimsPrincipal user, AuthorizeRequirement requirement, IResolverContext resource,
        CancellationToken cancellationToken);
}

/// <summary>What became of an authorization.</summary>
public enum AuthorizationVerdict
{
    /// <summary>The caller may.</summary>
    Allowed,

    /// <summary>The caller must sign in first.</summary>
    NotAuthenticated,

    /// <summary>The caller is known and may not.</summary>
    NotAuthorized,
}
