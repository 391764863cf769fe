using Analytics.Domain.Funnels;
using Analytics.Domain.Querying.Json;

namespace Analytics.Domain.Querying.Canonical;

/// <summary>Funnels without what makes no difference: names of steps, windows that bound nothing, orders of sets.</summary>
internal static class CanonicalFunnel
{
    public static FunnelDefinition Of(FunnelDefinition funnel) => funnel with
    {
        Steps = [.. funnel.Steps.Select(step => Step(step, funnel))],
        Exclude = CanonicalParts.Sorted(
            funnel.Exclude.Select(exclusion => Exclusion(exclusion, funnel.Steps.Length)), FunnelJson.WriteExclusion),
        HoldConstant = CanonicalParts.Sorted(funnel.HoldConstant, FilterJson.WriteProperty),
        Breakdown = funnel.Breakdown is null ? null : funnel.Breakdown with
        {
            Property = funnel.Breakdown.Property.Canonical(),
        },
        Calendar = funnel.Trend is null ? QueryCalendar.Utc : funnel.Calendar,
    };

    /// <summary>Of a funnel that only says who got how far.</summary>
    public static FunnelDefinition OfMembership(FunnelDefinition funnel) =>
        (FunnelDefinition)CanonicalForm.Of(funnel with { Breakdown = null, Trend = null, Times = false });

    private static FunnelStepDefinition Step(FunnelStepDefinition step, FunnelDefinition funnel) => new(
        null, CanonicalParts.Names(step.Events), CanonicalFilter.OrNull(step.Filter))
    {
        Window = step.Window >= funnel.Window ? null : step.Window,
        Optional = step.Optional && funnel.Order is not FunnelOrder.Unordered,
    };

    private static FunnelExclusion Exclusion(FunnelExclusion exclusion, int steps) => new(
        CanonicalParts.Selector(exclusion.Events), exclusion.AfterStep ?? 0, exclusion.BeforeStep ?? steps - 1);
}
