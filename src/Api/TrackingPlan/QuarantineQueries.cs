using Analytics.Api.Access;
using Analytics.Api.Querying;
using Analytics.Domain.Collection;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Types.Annotations;
using Analytics.GraphQL.Types.Paging;

namespace Analytics.Api.TrackingPlan;

/// <summary>Events that break the tracking plan, for those who mend it or them. They hold personal data.</summary>
[QueryType]
public static class QuarantineQueries
{
    /// <summary>Events that were put aside, the latest first.</summary>
    /// <param name="filter">Which; those that are open by default.</param>
    /// <param name="first">Page size, 1 to 500. Default 50.</param>
    /// <param name="after">A cursor of the page before.</param>
    [ListSize(
        AssumedSize = Pages.MaxSize, SlicingArguments = ["first"], SlicingArgumentDefaultValue = Pages.DefaultSize,
        SizedFields = ["nodes", "edges"], RequireOneSlicingArgument = false)]
    [Authorize(Policies.Define)]
    public static async Task<Connection<QuarantinedEventNode>> GetQuarantineAsync(
        QuarantineFilterInput? filter, int? first, string? after, TenantScope tenant, IQuarantine quarantine,
        CancellationToken cancellationToken)
    {
        var size = Pages.Size(first);
        var before = NumberPages.Place(after);
        var found = await quarantine.ListAsync(
            tenant, (filter ?? new QuarantineFilterInput()).ToDomain(), before, size + 1, cancellationToken);
        return Pages.Of(
            [.. found.Take(size).Select(entry => new QuarantinedEventNode(entry))],
            node => NumberPages.Cursor(node.Number), found.Count > size, before is not null);
    }

    /// <summary>Open entries of the quarantine by breach and event, the most frequent first; at most 1,000.</summary>
    [ListSize(AssumedSize = 100)]
    [Authorize(Policies.Define)]
    public static Task<IReadOnlyList<QuarantineCount>> GetQuarantineCountsAsync(
        TenantScope tenant, IQuarantine quarantine, CancellationToken cancellationToken) =>
        quarantine.CountAsync(tenant, cancellationToken);
}
