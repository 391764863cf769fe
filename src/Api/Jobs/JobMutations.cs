using System.Security.Claims;
using Analytics.Api.Access;
using Analytics.Api.Hosting;
using Analytics.Domain.Jobs;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.Jobs;

/// <summary>Having the background work.</summary>
[MutationType]
public static class JobMutations
{
    /// <summary>
    /// Has the files that answers are computed from made anew from the log, on the node that is asked, as a job. Until it is
    /// done questions may answer NOT_YET_VISIBLE; collection goes on.
    /// </summary>
    /// <param name="input">How far back.</param>
    [Authorize(Policies.Manage)]
    [Error<InputError>]
    public static async Task<TenantJobRun> RecomputeAsync(
        RecomputeInput input, TenantScope tenant, ClaimsPrincipal caller, Recompute recompute,
        CancellationToken cancellationToken) =>
        (await recompute.ExecuteAsync(
            tenant, input.Days, caller.FindFirstValue(CallerClaims.Subject), cancellationToken)).OrRefuse();
}

/// <summary>How far back answers are made anew.</summary>
public sealed record RecomputeInput
{
    /// <summary>At least what was received in so many days before now, 1 to 3,660; a file that holds some of it is made anew
    /// as a whole.</summary>
    public required int Days { get; init; }
}
