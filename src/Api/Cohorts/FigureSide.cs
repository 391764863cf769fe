using Analytics.Api.Access;
using Analytics.Api.Querying;
using Analytics.Domain.Cohorts;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Types.Annotations;
using Analytics.GraphQL.Types.Paging;

namespace Analytics.Api.Cohorts;

/// <summary>The actors that one of two figures counts and the other does not.</summary>
public sealed class FigureSide
{
    private readonly FigureDifference _difference;
    private readonly DifferenceSide _side;
    private readonly long _watermark;

    internal FigureSide(FigureDifference difference, DifferenceSide side, long watermark) =>
        (_difference, _side, _watermark) = (difference, side, watermark);

    /// <summary>Number of them.</summary>
    public long Count => _side.Count;

    /// <summary>By what keeps them out of the other figure, the largest first. Each actor is in one class; at most 40, the
    /// smallest beyond are one of SEVERAL.</summary>
    public IReadOnlyList<DifferenceClass> Classes => _side.Classes;

    /// <summary>The actors in the order of their ids; <c>totalCount</c> is <c>count</c>.</summary>
    /// <param name="first">Page size, 1 to 500. Default 50.</param>
    /// <param name="after">A cursor of the page before.</param>
    [Cost(QueryCosts.Scan)]
    [ListSize(
        AssumedSize = Pages.MaxSize, SlicingArguments = ["first"], SlicingArgumentDefaultValue = Pages.DefaultSize,
        SizedFields = ["nodes", "edges"], RequireOneSlicingArgument = false)]
    [Authorize(Policies.Query)]
    public Task<Connection<ActorNode>> GetActorsAsync(
        int? first, string? after, TenantScope tenant, ActorPages pages, CancellationToken cancellationToken) =>
        pages.ReadAsync(tenant, _difference.As(_watermark), first, after, cancellationToken);
}
