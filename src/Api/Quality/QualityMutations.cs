using System.Security.Claims;
using Analytics.Api.Access;
using Analytics.Api.Hosting;
using Analytics.Api.Querying;
using Analytics.Domain.Quality;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.Quality;

/// <summary>Looking after the data's quality.</summary>
[MutationType]
public static class QualityMutations
{
    /// <summary>
    /// Compares the log's rows of closed days with their seals, up to a million positions: rows that were changed, deleted
    /// or added past the product are found. What was erased or has expired is known.
    /// </summary>
    /// <param name="input">Which days.</param>
    [Cost(QueryCosts.Scan)]
    [Authorize(Policies.Manage)]
    [Error<InputError>]
    public static async Task<LogVerification> VerifyLogAsync(
        VerifyLogInput input, TenantScope tenant, ClaimsPrincipal caller, VerifyLog verify,
        CancellationToken cancellationToken) =>
        (await verify.ExecuteAsync(tenant, input.ToDomain(), caller.FindFirstValue(CallerClaims.Subject), cancellationToken)).OrRefuse();

    /// <summary>Says what the tenant expects of its data, in place of what it said before.</summary>
    /// <param name="input">The thresholds.</param>
    [Authorize(Policies.Manage)]
    [Error<InputError>]
    public static async Task<QualityThresholds> SaveQualityThresholdsAsync(
        SaveQualityThresholdsInput input, TenantScope tenant, ClaimsPrincipal caller, SaveQualityThresholds save,
        CancellationToken cancellationToken) =>
        (await save.ExecuteAsync(
            tenant, input.ToDomain(), caller.FindFirstValue(CallerClaims.Subject), cancellationToken)).OrRefuse();
}
