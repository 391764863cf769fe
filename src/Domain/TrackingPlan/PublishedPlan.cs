using System.Collections.Frozen;

namespace Analytics.Domain.TrackingPlan;

/// <summary>A version of a tracking plan as the collector needs it: compiled once, looked up in what was sent.</summary>
public sealed class PublishedPlan
{
    private static readonly Problem _notInPlan = Problem.Invalid(
        "EVENT_NOT_IN_PLAN", "The tracking plan has no event of this name.", "name");

    private static readonly Problem _blocked = Problem.Invalid(
        "EVENT_BLOCKED", "The tracking plan blocks events of this name.", "name");

    private readonly FrozenDictionary<string, EventPlan> _events;
    private readonly EventPlan _others;
    private readonly PlanConsequence? _unregistered;

    private PublishedPlan(int version, PlanDefinition definition)
    {
        (Version, Definition) = (version, definition);
        var parts = new PlanParts(definition);
        _events = definition.Events.ToFrozenDictionary(one => one.Name, parts.Of, StringComparer.Ordinal);
        _others = parts.OfUnregistered();
        _unregistered = PlanParts.Limited(definition.UnregisteredEvents, definition.Mode);
        JudgesNothing = version == 0;
    }

    /// <summary>Of a tenant that has published none: everything is taken.</summary>
    public static PublishedPlan None { get; } = new(0, new PlanDefinition());

    /// <summary>0 for a tenant that has published none.</summary>
    public int Version { get; }

    /// <summary>What it was made of.</summary>
    public PlanDefinition Definition { get; }

    /// <summary>Whether there is nothing to ask.</summary>
    public bool JudgesNothing { get; }

    /// <summary>A plan that keeps the rules, ready for use.</summary>
    public static PublishedPlan Compile(int version, PlanDefinition definition) => new(version, definition);

    /// <summary>A JSON object of a message without what the plan denies.</summary>
    /// <param name="name">The event's; <c>identify</c> or <c>group</c> for traits.</param>
    /// <param name="json">Checked before; may be empty.</param>
    /// <param name="part">Which object it is.</param>
    /// <returns>The same memory when nothing is denied in it.</returns>
    public ReadOnlyMemory<byte> WithoutDenied(string name, ReadOnlyMemory<byte> json, PlanPart part)
    {
        if (JudgesNothing || json.IsEmpty)
            return json;
        var isNamed = _events.TryGetValue(name, out var plan);
        plan ??= _others;
        return part switch
        {
            PlanPart.Context => PlanDenials.Cut(plan.Context, json, traitsInside: true),
            // Traits that the plan says nothing of are not dropped with the properties of unregistered events.
            PlanPart.Traits when !isNamed => PlanDenials.Cut(_others.Traits, json, traitsInside: false),
            _ => PlanDenials.Cut(plan.Properties, json, traitsInside: false),
        };
    }

    /// <summary>How an event does not keep to the plan, in the order of what was sent.</summary>
    /// <param name="name">The event's.</param>
    /// <param name="properties">Without what is denied; a JSON object that was checked.</param>
    /// <returns>Empty when all is well.</returns>
    public IReadOnlyList<PlanBreach> Check(string name, ReadOnlyMemory<byte> properties)
    {
        if (JudgesNothing)
            return [];
        if (!_events.TryGetValue(name, out var plan))
            return _unregistered is { } consequence ? [new PlanBreach(_notInPlan, consequence)] : [];
        if (plan.IsBlocked)
            return [new PlanBreach(_blocked, PlanConsequence.Refusal)];
        return plan.IsChecked && PlanChecks.Breaches(plan, properties) is { } breaches ? breaches : [];
    }
}

/// <summary>The objects of a message that a plan has something to say of.</summary>
public enum PlanPart
{
    /// <summary>Of an event.</summary>
    Properties,

    /// <summary>Of any message.</summary>
    Context,

    /// <summary>Of an actor or a group.</summary>
    Traits,
}
