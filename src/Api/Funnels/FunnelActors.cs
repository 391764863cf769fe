using Analytics.Api.Access;
using Analytics.Api.Cohorts;
using Analytics.Api.Hosting;
using Analytics.Api.Querying;
using Analytics.Domain.Cohorts;
using Analytics.Domain.Funnels;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Types.Annotations;
using Analytics.GraphQL.Types.Paging;

namespace Analytics.Api.Funnels;

/// <summary>Who stands behind the figures of a funnel.</summary>
[ExtendObjectType<FunnelResult>(IgnoreProperties = [nameof(FunnelResult.Definition)])]
public static class FunnelActors
{
    /// <summary>
    /// The actors at a step, or those who dropped off before it, in the order of their ids. Of funnels that count
    /// actors; <c>totalCount</c> is the step's <c>count</c> or <c>droppedOff</c>.
    /// </summary>
    /// <param name="step">From 1.</param>
    /// <param name="droppedOff">True for those who reached the step before that is not optional and not this one. Default
    /// false.</param>
    /// <param name="key">The value of the breakdown, as a group's <c>key</c> has it; without it all.</param>
    /// <param name="first">Page size, 1 to 500. Default 50.</param>
    /// <param name="after">A cursor of the page before.</param>
    [Cost(QueryCosts.Scan)]
    [ListSize(
        AssumedSize = Pages.MaxSize, SlicingArguments = ["first"], SlicingArgumentDefaultValue = Pages.DefaultSize,
        SizedFields = ["nodes", "edges"], RequireOneSlicingArgument = false)]
    [Authorize(Policies.Query)]
    public static Task<Connection<ActorNode>> GetActorsAsync(
        [Parent] FunnelResult result,
        int step,
        bool? droppedOff,
        IReadOnlyList<string?>? key,
        int? first,
        string? after,
        TenantScope tenant,
        ActorPages pages,
        CancellationToken cancellationToken)
    {
        var funnel = result.Definition;
        if (funnel.Count is not FunnelCount.Actors)
            throw Problem.Invalid("FUNNEL_COUNT", "Only a funnel that counts ACTORS has a list of them.", "step").ToException();
        var index = FunnelInput.StepIndex(step, funnel.Steps.Length, "step");
        return pages.ReadAsync(
            tenant, funnel, new FigurePlace.Step(index, droppedOff ?? false, GroupKeys.Of(key)), result.Meta.Watermark, first, after,
            cancellationToken);
    }
}
