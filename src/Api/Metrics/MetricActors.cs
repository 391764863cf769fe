using Analytics.Api.Access;
using Analytics.Api.Cohorts;
using Analytics.Api.Hosting;
using Analytics.Api.Querying;
using Analytics.Domain.Metrics;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Types.Annotations;
using Analytics.GraphQL.Types.Paging;

namespace Analytics.Api.Metrics;

/// <summary>Who stands behind the figures of a metric.</summary>
[ExtendObjectType<MetricResult>(IgnoreProperties = [nameof(MetricResult.Basis)])]
public static class MetricActors
{
    /// <summary>The actors over whose events the total, a point or a group is computed, in the order of their ids; of a
    /// metric that counts actors <c>totalCount</c> is the figure. FIGURE_UNKNOWN for a metric that is put together of
    /// several others, and for figures from snapshots.</summary>
    /// <param name="point">From 0, in the order of <c>series</c>; without it the total.</param>
    /// <param name="key">Values of the breakdown, as a group's <c>key</c> has them; without it all groups.</param>
    /// <param name="first">Page size, 1 to 500. Default 50.</param>
    /// <param name="after">A cursor of the page before.</param>
    [Cost(QueryCosts.Scan)]
    [ListSize(
        AssumedSize = Pages.MaxSize, SlicingArguments = ["first"], SlicingArgumentDefaultValue = Pages.DefaultSize,
        SizedFields = ["nodes", "edges"], RequireOneSlicingArgument = false)]
    [Authorize(Policies.Query)]
    public static Task<Connection<ActorNode>> GetActorsAsync(
        [Parent] MetricResult result,
        int? point,
        IReadOnlyList<string?>? key,
        int? first,
        string? after,
        TenantScope tenant,
        ActorPages pages,
        CancellationToken cancellationToken)
    {
        if (result.Meta.FromSnapshots)
            throw Problem.Invalid("FIGURE_UNKNOWN", "Snapshots have numbers of actors, and nobody's id.").ToException();
        if (result.Basis is not { } basis)
            throw Problem.Invalid("FIGURE_UNKNOWN", "The metric is put together of several others: ask for one of them.").ToException();
        if (point is < 0 || point >= result.Series.Length)
            throw Problem.Invalid("VALUE_OUT_OF_RANGE", "The series has no such point.", "point").ToException();
        return pages.ReadAsync(tenant, basis.Query, basis.Place(point, GroupKeys.Of(key)), result.Meta.Watermark, first, after,
            cancellationToken);
    }
}
