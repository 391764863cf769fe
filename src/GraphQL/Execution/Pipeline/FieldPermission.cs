using Analytics.GraphQL.Execution.Plans;
using Analytics.GraphQL.Execution.Resolvers;

namespace Analytics.GraphQL.Execution.Pipeline;

/// <summary>Asks whether the caller may resolve a field.</summary>
internal static class FieldPermission
{
    /// <summary>Whether all that the field demands is met; where not, the error is reported at the field.</summary>
    /// <exception cref="InvalidOperationException">The field demands something, and nobody can tell.</exception>
    public static async ValueTask<bool> IsGivenAsync(
        OperationContext operation, FieldPlan field, ResolverContext context, IFieldAuthorization? authorization)
    {
        foreach (var requirement in field.Field.Authorization)
        {
            var verdict = authorization is null
                ? throw new InvalidOperationException(
                    $"{field.Field.Coordinate} demands authorization, but no {nameof(IFieldAuthorization)} is registered.")
                : await authorization.AuthorizeAsync(operation.User, requirement, context, operation.Aborted)
                    .ConfigureAwait(false);
            if (verdict == AuthorizationVerdict.Allowed)
                continue;
            context.ReportError(Refusal(verdict));
            return false;
        }
        return true;
    }

    /// <summary>What a caller is told who is not allowed.</summary>
    public static Error Refusal(AuthorizationVerdict verdict) => verdict == AuthorizationVerdict.NotAuthenticated
        ? Error.Of("The current user is not authenticated.", ErrorCodes.NotAuthenticated)
        : Error.Of("The current user is not authorized to access this resource.", ErrorCodes.NotAuthorized);
}
