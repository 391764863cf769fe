using Analytics.Api.Access;
using Analytics.Api.Querying;
using Analytics.Domain.Jobs;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Types.Annotations;
using Analytics.GraphQL.Types.Paging;

namespace Analytics.Api.Jobs;

/// <summary>What works in the background.</summary>
[QueryType]
public static class JobQueries
{
    /// <summary>Runs of the tenant's jobs in the last 90 days, the latest first.</summary>
    /// <param name="job">Of this job only.</param>
    /// <param name="first">Page size, 1 to 500. Default 50.</param>
    /// <param name="after">A cursor of the page before.</param>
    [ListSize(
        AssumedSize = Pages.MaxSize, SlicingArguments = ["first"], SlicingArgumentDefaultValue = Pages.DefaultSize,
        SizedFields = ["nodes", "edges"], RequireOneSlicingArgument = false)]
    [Authorize(Policies.Manage)]
    public static async Task<Connection<TenantJobRun>> GetJobRunsAsync(
        string? job, int? first, string? after, TenantScope tenant, IJobHistory history, CancellationToken cancellationToken)
    {
        var size = Pages.Size(first);
        Guid? before = Pages.Place(after) is not { } place ? null
            : Guid.TryParseExact(place, "D", out var id) ? id
            : throw Pages.UnknownCursor();
        var found = await history.ListAsync(tenant, job, before, size + 1, cancellationToken);
        return Pages.Of([.. found.Take(size)], run => Pages.Cursor(run.Id.ToString()), found.Count > size, before is not null);
    }
}
