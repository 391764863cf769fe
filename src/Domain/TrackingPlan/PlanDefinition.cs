using System.Collections.Immutable;

namespace Analytics.Domain.TrackingPlan;

/// <summary>What a tenant says its events look like, and what becomes of those that do not.</summary>
public sealed record PlanDefinition
{
    /// <summary>What a breach leads to. Blocked events and denied properties hold in every mode.</summary>
    public PlanMode Mode { get; init; } = PlanMode.Warn;

    /// <summary>What becomes of events that the plan does not name; never more than the mode allows.</summary>
    public UnregisteredAction UnregisteredEvents { get; init; }

    /// <summary>What becomes of properties that the plan does not name; <c>DROP</c> takes them out in every mode.</summary>
    public UnregisteredAction UnregisteredProperties { get; init; }

    /// <summary>
    /// Names that are taken out of the properties, the context and the traits of every message: paths such as
    /// <c>email</c> or <c>address.street</c>, and names at any depth such as <c>*.email</c>.
    /// </summary>
    public ImmutableArray<string> Denied { get; init; } = [];

    /// <summary>The only names that stay in the context; null keeps all that are not denied.</summary>
    public ImmutableArray<string>? KeptContext { get; init; }

    /// <summary>Properties that any registered event may have.</summary>
    public ImmutableArray<PlannedProperty> Properties { get; init; } = [];

    /// <summary>The registered events; those named <c>identify</c> and <c>group</c> describe traits.</summary>
    public ImmutableArray<PlannedEvent> Events { get; init; } = [];

    /// <returns>The first fault with its path, null when there is none.</returns>
    public Problem? Check() => PlanRules.Check(this);
}

/// <summary>What a breach of the plan leads to.</summary>
public enum PlanMode
{
    /// <summary>Nothing: types, ranges and names are not looked at.</summary>
    Off,

    /// <summary>The event is accepted, and its verdict names the breach.</summary>
    Warn,

    /// <summary>The event is put aside into the quarantine.</summary>
    Reject,
}

/// <summary>What becomes of a name that the plan does not know.</summary>
public enum UnregisteredAction
{
    /// <summary>It is taken and can be asked for at once.</summary>
    Allow,

    /// <summary>It is taken, and the verdict says so.</summary>
    Warn,

    /// <summary>It is a breach as any other.</summary>
    Reject,

    /// <summary>A property is taken out before anything is stored; events cannot be dropped so.</summary>
    Drop,
}
