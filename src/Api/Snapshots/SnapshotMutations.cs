using System.Security.Claims;
using Analytics.Api.Access;
using Analytics.Api.Hosting;
using Analytics.Domain.Metrics;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.Snapshots;

/// <summary>Choosing what is kept.</summary>
[MutationType]
public static class SnapshotMutations
{
    /// <summary>Says by what figures are kept, beside those over all: for the time whose raw events are there, and from now on. A
    /// breakdown of more than 1,000 groups in a day, week or month is not kept for it. SNAPSHOT_NOT_POSSIBLE for a metric
    /// that cannot be put together of parts of time.</summary>
    /// <param name="input">The metrics and what they are broken down by.</param>
    [Authorize(Policies.Manage)]
    [Error<InputError>]
    public static async Task<IReadOnlyList<SnapshotBreakdownNode>> SaveSnapshotBreakdownsAsync(
        SaveSnapshotBreakdownsInput input, TenantScope tenant, ClaimsPrincipal caller, SaveKeptBreakdowns save,
        CancellationToken cancellationToken) =>
        SnapshotBreakdownNode.Of((await save.ExecuteAsync(
            tenant, input.ToDomain(), caller.FindFirstValue(CallerClaims.Subject), cancellationToken)).OrRefuse());
}
