namespace Analytics.Domain.TrackingPlan;

/// <summary>Puts together what a definition says of each event.</summary>
internal sealed class PlanParts(PlanDefinition plan)
{
    /// <summary>What a name without an entry leads to: never more than the mode allows.</summary>
    public static PlanConsequence? Limited(UnregisteredAction action, PlanMode mode) => (action, mode) switch
    {
        (_, PlanMode.Off) or (UnregisteredAction.Allow or UnregisteredAction.Drop, _) => null,
        (UnregisteredAction.Reject, PlanMode.Reject) => PlanConsequence.Quarantine,
        _ => PlanConsequence.Notice,
    };

    public EventPlan Of(PlannedEvent planned)
    {
        var mode = planned.Mode ?? plan.Mode;
        var action = planned.UnregisteredProperties ?? plan.UnregisteredProperties;
        var properties = new PathRules { DropsUnnamed = action == UnregisteredAction.Drop };
        foreach (var property in plan.Properties.Concat(planned.Properties))
            properties.Register(property);
        var unregistered = Limited(action, mode);
        return new EventPlan
        {
            Properties = Denied(properties, planned),
            Context = Context(planned),
            Traits = properties,
            IsBlocked = planned.Status == PlannedStatus.Blocked,
            Breach = Consequence(mode),
            Unregistered = unregistered,
            IsChecked = mode != PlanMode.Off
                && (unregistered is not null || plan.Properties.Length + planned.Properties.Length > 0),
        };
    }

    public EventPlan OfUnregistered()
    {
        var properties = new PathRules { DropsUnnamed = plan.UnregisteredProperties == UnregisteredAction.Drop };
        var traits = new PathRules();
        foreach (var property in plan.Properties)
        {
            properties.Keep(property.Name);
            if (!property.Denied)
                continue;
            properties.Deny(property.Name);
            traits.Deny(property.Name);
        }

        return new EventPlan
        {
            Properties = Denied(properties, null),
            Context = Context(null),
            Traits = Denied(traits, null),
        };
    }

    private static PlanConsequence? Consequence(PlanMode mode) => mode switch
    {
        PlanMode.Off => null,
        PlanMode.Warn => PlanConsequence.Notice,
        _ => PlanConsequence.Quarantine,
    };

    private PathRules Context(PlannedEvent? planned)
    {
        var context = new PathRules { DropsUnnamed = plan.KeptContext is not null };
        foreach (var name in plan.KeptContext ?? [])
            context.Keep(name);
        foreach (var property in plan.Properties.Concat(planned?.Properties ?? []).Where(one => one.Denied))
            context.Deny(property.Name);
        return Denied(context, planned);
    }

    private PathRules Denied(PathRules rules, PlannedEvent? planned)
    {
        foreach (var name in plan.Denied.Concat(planned?.Denied ?? []))
            rules.Deny(name);
        return rules.Done();
    }
}
