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
    /// <param name="droppedOff">True for those who reached the step before and not this one. Default false.</param>
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
        int? first,
        string? after,
        TenantScope tenant,
        ActorPages pages,
        CancellationToken cancellationToken)
    {
        var funnel = result.Definition;
        if (funnel.Count is not FunnelCount.Actors)
            throw Problem.Invalid("FUNNEL_COUNT", "Only a funnel that counts ACTORS has a list of them.", "step").ToException();
        CohortCriteria criteria = new CohortCriteria.FunnelStep(
            funnel with { Cohort = null }, FunnelInput.StepIndex(step, funnel.Steps.Length, "step"), droppedOff ?? false);
        return pages.ReadAsync(
            tenant,
            funnel.Cohort is { } cohort ? new CohortCriteria.And([criteria, cohort]) : criteria,
            funnel.IncludeBots,
            first,
            after,
            cancellationToken);
    }
}
