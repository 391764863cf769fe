using Analytics.Api.Access;
using Analytics.Api.Cohorts;
using Analytics.Api.Querying;
using Analytics.Domain.Cohorts;
using Analytics.Domain.Sessions;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Types.Annotations;
using Analytics.GraphQL.Types.Paging;

namespace Analytics.Api.Sessions;

/// <summary>Who stands behind figures of sessions.</summary>
[ExtendObjectType<SessionsResult>(IgnoreProperties = [nameof(SessionsResult.Definition)])]
public static class SessionsActors
{
    /// <summary>The actors of the sessions in total, of a bucket or of a group, in the order of their ids; <c>totalCount</c>
    /// is the figures' <c>actors</c>.</summary>
    /// <param name="point">From 0, in the order of <c>series</c>; without it the whole range.</param>
    /// <param name="key">Values of the breakdown, as a group's <c>key</c> has them; without it all groups.</param>
    /// <param name="first">Page size, 1 to 500. Default 50.</param>
    /// <param name="after">A cursor of the page before.</param>
    [Cost(QueryCosts.Scan)]
    [ListSize(
        AssumedSize = Pages.MaxSize, SlicingArguments = ["first"], SlicingArgumentDefaultValue = Pages.DefaultSize,
        SizedFields = ["nodes", "edges"], RequireOneSlicingArgument = false)]
    [Authorize(Policies.Query)]
    public static Task<Connection<ActorNode>> GetActorsAsync(
        [Parent] SessionsResult result,
        int? point,
        IReadOnlyList<string?>? key,
        int? first,
        string? after,
        TenantScope tenant,
        ActorPages pages,
        CancellationToken cancellationToken) => pages.ReadAsync(
        tenant, result.Definition, new FigurePlace.Bucket(point, GroupKeys.Of(key)), result.Meta.Watermark, first, after,
        cancellationToken);
}
