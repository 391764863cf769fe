using System.Collections.Immutable;
using Analytics.Domain.TrackingPlan;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.TrackingPlan;

/// <summary>What a tracking plan says.</summary>
public sealed record PlanInput
{
    /// <summary>What a breach leads to. Blocked events and denied properties hold in every mode.</summary>
    [DefaultValue(PlanMode.Warn)]
    public PlanMode Mode { get; init; } = PlanMode.Warn;

    /// <summary>What becomes of events that the plan does not name; never more than the mode allows.</summary>
    [DefaultValue(UnregisteredAction.Allow)]
    public UnregisteredAction UnregisteredEvents { get; init; }

    /// <summary>What becomes of properties that the plan does not name; <c>DROP</c> takes them out in every mode.</summary>
    [DefaultValue(UnregisteredAction.Allow)]
    public UnregisteredAction UnregisteredProperties { get; init; }

    /// <summary>
    /// Names that are taken out of the properties, the context and the traits of every message: paths such as
    /// <c>email</c> or <c>address.street</c>, and names at any depth such as <c>*.email</c>.
    /// </summary>
    public IReadOnlyList<string>? Denied { get; init; }

    /// <summary>The only names that stay in the context; left out, all stay that are not denied.</summary>
    public IReadOnlyList<string>? KeptContext { get; init; }

    /// <summary>Properties that any registered event may have.</summary>
    public IReadOnlyList<PlannedPropertyInput>? Properties { get; init; }

    /// <summary>The registered events.</summary>
    public IReadOnlyList<PlannedEventInput>? Events { get; init; }

    internal PlanDefinition ToDomain() => new()
    {
        Mode = Mode,
        UnregisteredEvents = UnregisteredEvents,
        UnregisteredProperties = UnregisteredProperties,
        Denied = [.. Denied ?? []],
        KeptContext = KeptContext?.ToImmutableArray(),
        Properties = [.. (Properties ?? []).Select(one => one.ToDomain())],
        Events = [.. (Events ?? []).Select(one => one.ToDomain())],
    };
}

/// <summary>One event of a plan.</summary>
public sealed record PlannedEventInput
{
    /// <summary>As it is sent: 1 to 200 characters.</summary>
    public required string Name { get; init; }

    /// <summary>What it means.</summary>
    public string? Description { get; init; }

    /// <summary>Who answers for it.</summary>
    public string? Owner { get; init; }

    /// <summary>Whether it is taken.</summary>
    [DefaultValue(PlannedStatus.Allowed)]
    public PlannedStatus Status { get; init; }

    /// <summary>The name under which it counts from now on, its history too.</summary>
    public string? RenamedTo { get; init; }

    /// <summary>What a breach by this event leads to; as the plan says by default.</summary>
    public PlanMode? Mode { get; init; }

    /// <summary>What becomes of its properties that are not named; as the plan says by default.</summary>
    public UnregisteredAction? UnregisteredProperties { get; init; }

    /// <summary>Names that are taken out of this event beside those that the plan denies to all.</summary>
    public IReadOnlyList<string>? Denied { get; init; }

    /// <summary>Its properties.</summary>
    public IReadOnlyList<PlannedPropertyInput>? Properties { get; init; }

    internal PlannedEvent ToDomain() => new(Name)
    {
        Description = Description,
        Owner = Owner,
        Status = Status,
        RenamedTo = RenamedTo,
        Mode = Mode,
        UnregisteredProperties = UnregisteredProperties,
        Denied = [.. Denied ?? []],
        Properties = [.. (Properties ?? []).Select(one => one.ToDomain())],
    };
}

/// <summary>One property of a plan.</summary>
public sealed record PlannedPropertyInput
{
    /// <summary>Nested ones by their path, e.g. <c>address.city</c>; a list's items have the path of the list.</summary>
    public required string Name { get; init; }

    /// <summary>What it means.</summary>
    public string? Description { get; init; }

    /// <summary>The type of its values; any by default.</summary>
    public PropertyType? Type { get; init; }

    /// <summary>Whether every event has it.</summary>
    [DefaultValue(false)]
    public bool Required { get; init; }

    /// <summary>The least number, inclusive.</summary>
    public decimal? Minimum { get; init; }

    /// <summary>The greatest number, inclusive.</summary>
    public decimal? Maximum { get; init; }

    /// <summary>The only values, as text; of a list its items'.</summary>
    public IReadOnlyList<string>? Values { get; init; }

    /// <summary>A regular expression that is matched in linear time: no look-around, no back-references.</summary>
    public string? Pattern { get; init; }

    /// <summary>Whether it tells something of a person: examples of it are never shown.</summary>
    [DefaultValue(false)]
    public bool PersonalData { get; init; }

    /// <summary>Whether it is taken out before anything is stored.</summary>
    [DefaultValue(false)]
    public bool Denied { get; init; }

    internal PlannedProperty ToDomain() => new(Name)
    {
        Description = Description,
        Type = Type,
        Required = Required,
        Minimum = Minimum,
        Maximum = Maximum,
        Values = [.. Values ?? []],
        Pattern = Pattern,
        PersonalData = PersonalData,
        Denied = Denied,
    };
}
