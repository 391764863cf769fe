using Analytics.Api.Access;
using Analytics.Api.Cohorts;
using Analytics.Api.Hosting;
using Analytics.Api.Querying;
using Analytics.Domain.Cohorts;
using Analytics.Domain.Retention;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Types.Annotations;
using Analytics.GraphQL.Types.Paging;

namespace Analytics.Api.Retention;

/// <summary>Who stands behind the cells of a retention matrix.</summary>
[ExtendObjectType<RetentionResult>(IgnoreProperties = [nameof(RetentionResult.Definition)])]
public static class RetentionActors
{
    /// <summary>The actors of a cohort, or those of them whom a cell counts, in the order of their ids; <c>totalCount</c> is
    /// the cohort's <c>size</c> or the cell's <c>countSoFar</c>.</summary>
    /// <param name="cohort">From 0, in the order of <c>cohorts</c>.</param>
    /// <param name="period">As a cell's <c>period</c>; without it the whole cohort.</param>
    /// <param name="key">Values of the breakdown, as a group's <c>key</c> has them; without it all groups.</param>
    /// <param name="first">Page size, 1 to 500. Default 50.</param>
    /// <param name="after">A cursor of the page before.</param>
    [Cost(QueryCosts.Scan)]
    [ListSize(
        AssumedSize = Pages.MaxSize, SlicingArguments = ["first"], SlicingArgumentDefaultValue = Pages.DefaultSize,
        SizedFields = ["nodes", "edges"], RequireOneSlicingArgument = false)]
    [Authorize(Policies.Query)]
    public static Task<Connection<ActorNode>> GetActorsAsync(
        [Parent] RetentionResult result,
        int cohort,
        int? period,
        IReadOnlyList<string?>? key,
        int? first,
        string? after,
        TenantScope tenant,
        ActorPages pages,
        CancellationToken cancellationToken) => pages.ReadAsync(
        tenant,
        result.Definition,
        new FigurePlace.Cell(cohort, Column(result.Definition, period), GroupKeys.Of(key)),
        result.Meta.Watermark,
        first,
        after,
        cancellationToken);

    internal static int? Column(RetentionQuery query, int? period)
    {
        if (period is not { } named)
            return null;
        var column = query.ReturnBy is RetentionReturn.Bracket ? query.Brackets.IndexOf(named) : named;
        return column >= 0 && column < query.Columns
            ? column
            : throw Problem.Invalid("VALUE_OUT_OF_RANGE", "No cell of the matrix has this period.", "period").ToException();
    }
}
