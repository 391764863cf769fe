using Analytics.Domain.TrackingPlan;

namespace Analytics.Domain.Collection;

/// <summary>Applies a published plan to messages.</summary>
internal static class PlanJudge
{
    /// <summary>The event without what the plan denies; the same one when that is nothing.</summary>
    public static EventInput WithoutDenied(PublishedPlan plan, EventInput input)
    {
        var properties = plan.WithoutDenied(input.Name, input.Properties, PlanPart.Properties);
        var context = plan.WithoutDenied(input.Name, input.Context, PlanPart.Context);
        return properties.Length == input.Properties.Length && context.Length == input.Context.Length
            ? input
            : input with { Properties = properties, Context = context };
    }

    /// <summary>The same of an event that was judged before.</summary>
    public static NewEvent WithoutDenied(PublishedPlan plan, NewEvent kept) => kept with
    {
        Properties = plan.WithoutDenied(kept.Name, kept.Properties, PlanPart.Properties),
        Context = plan.WithoutDenied(kept.Name, kept.Context, PlanPart.Context),
    };

    /// <summary>The same of a statement about an actor or a group.</summary>
    public static ActorInput WithoutDenied(PublishedPlan plan, string call, ActorInput input) => plan.JudgesNothing
        ? input
        : input with
        {
            Changes = [.. input.Changes.Select(change => change with
            {
                Properties = plan.WithoutDenied(call, change.Properties, PlanPart.Traits),
            })],
            Context = plan.WithoutDenied(call, input.Context, PlanPart.Context),
        };

    /// <summary>The breach that decides: the first of those with the gravest consequence; null without any.</summary>
    public static PlanBreach? Worst(PublishedPlan plan, string name, ReadOnlyMemory<byte> properties)
    {
        PlanBreach? worst = null;
        foreach (var breach in plan.Check(name, properties))
            if (worst is null || breach.Consequence > worst.Consequence)
                worst = breach;
        return worst;
    }
}
