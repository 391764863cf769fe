using System.Collections.Immutable;
using Analytics.Api.Cohorts;
using Analytics.Api.Hosting;
using Analytics.Api.Querying;
using Analytics.Domain.Funnels;
using Analytics.Domain.Querying;
using Analytics.Domain.Series;

namespace Analytics.Api.Funnels;

/// <summary>A funnel: who went through steps, and where the others left.</summary>
public sealed record FunnelInput
{
    /// <summary>2 to 20 steps, in order; left out where <c>template</c> gives them.</summary>
    public IReadOnlyList<FunnelStepInput>? Steps { get; init; }

    /// <summary>Steps that need no set-up, in place of <c>steps</c>.</summary>
    public FunnelTemplate? Template { get; init; }

    /// <summary>Where attempts start.</summary>
    public required RangeInput Range { get; init; }

    /// <summary>Longest time from an attempt's first event to its last, inclusive. Default seven days.</summary>
    public TimeSpan? Window { get; init; }

    /// <summary>How the steps follow each other. Default SEQUENTIAL.</summary>
    public FunnelOrder? Order { get; init; }

    /// <summary>What is counted. Default ACTORS.</summary>
    public FunnelCount? Count { get; init; }

    /// <summary>For <c>count: GROUPS</c>: the property of the event whose value is the group.</summary>
    public string? GroupProperty { get; init; }

    /// <summary>In place of <c>groupProperty</c>: a property of the event's actor, e.g. <c>group_id</c>, as it was when
    /// the event happened.</summary>
    public string? GroupActorProperty { get; init; }

    /// <summary>Whether later steps may lie up to one window past the end of the range. Default INCLUDE.</summary>
    public ConversionsAfterRange? ConversionsAfterRange { get; init; }

    /// <summary>Properties of the events, 1 to 5, that must have the same value on all steps, e.g. <c>product_id</c>.</summary>
    public IReadOnlyList<string>? HoldConstant { get; init; }

    /// <summary>Events that end an attempt.</summary>
    public IReadOnlyList<FunnelExclusionInput>? Exclude { get; init; }

    /// <summary>Splits the funnel; the groups with the most entries are shown.</summary>
    public BreakdownInput? Breakdown { get; init; }

    /// <summary>On which event of an attempt the breakdown is read. Default STEP where <c>breakdownStep</c> is given, else
    /// FIRST_TOUCH.</summary>
    public FunnelAttribution? Attribution { get; init; }

    /// <summary>For <c>attribution: STEP</c>: the step, from 1, on whose event the breakdown is read.</summary>
    public int? BreakdownStep { get; init; }

    /// <summary>Groups shown, 1 to 1,000; the rest goes to <c>other</c>. Default 10.</summary>
    public int? Limit { get; init; }

    /// <summary>Width of the buckets of <c>trend</c>, by the start of an attempt; without it there is none.</summary>
    public Interval? Trend { get; init; }

    /// <summary>A condition on the events of every step.</summary>
    public PropertyFilterInput? Filter { get; init; }

    /// <summary>Only these actors count.</summary>
    public CohortCriteriaInput? CohortCriteria { get; init; }

    /// <summary>Whether events tagged as a bot's count. Default false.</summary>
    public bool? IncludeBots { get; init; }

    /// <summary>Whether events of the tenant's own people, by its settings, are left out. Default false.</summary>
    public bool? ExcludeInternal { get; init; }

    /// <summary>Whose calendar reads the range's dates; the tenant's by default.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    /// <param name="asked">Resolves ranges.</param>
    /// <param name="path">Where the input stands.</param>
    internal FunnelDefinition ToDomain(AskedCalendar asked, string path) => ToDomain(asked, path, StepsOf(path));

    /// <summary>Callers count steps from 1.</summary>
    internal static int StepIndex(int step, int count, string path) => step >= 1 && step <= count
        ? step - 1
        : throw Problem.Invalid("FUNNEL_STEP_UNKNOWN", $"The funnel has the steps 1 to {count}; this is {step}.", path)
            .ToException();

    private FunnelDefinition ToDomain(
        AskedCalendar asked, string path, ImmutableArray<FunnelStepDefinition> steps) => new()
    {
        Steps = steps,
        Range = asked.Range(Range, $"{path}.range"),
        Calendar = asked.Calendar,
        Window = Window ?? FunnelDefinition.DefaultWindow,
        Order = Order ?? FunnelOrder.Sequential,
        Count = Count ?? FunnelCount.Actors,
        GroupProperty = Group($"{path}.groupActorProperty"),
        ConversionsAfterRange = ConversionsAfterRange ?? Domain.Funnels.ConversionsAfterRange.Include,
        HoldConstant = [.. (HoldConstant ?? []).Select(name => new PropertyRef(name))],
        Exclude = [.. (Exclude ?? []).Select((one, index) =>
            one.ToDomain(steps.Length, $"{path}.exclude[{index}]"))],
        Breakdown = Breakdown is null
            ? null
            : new FunnelBreakdown(
                Breakdown.ToDomain($"{path}.breakdown"),
                AttributedStep(steps.Length, path),
                Limit ?? SeriesBreakdown.DefaultLimit),
        Trend = Trend,
        Filter = Filter?.ToDomain($"{path}.filter"),
        Cohort = CohortCriteria?.ToDomain(asked, $"{path}.cohortCriteria"),
        IncludeBots = IncludeBots ?? false,
    };

    private ImmutableArray<FunnelStepDefinition> StepsOf(string path) => (Steps, Template) switch
    {
        (null, { } template) => template.Steps(),
        ({ } steps, null) => [.. steps.Select((step, index) => step.ToDomain($"{path}.steps[{index}]"))],
        _ => throw Problem.Invalid(
            "OPTIONS_CONFLICT", "A funnel has either 'steps' or a 'template'.", $"{path}.steps").ToException(),
    };

    private int? AttributedStep(int steps, string path) => (Attribution, BreakdownStep) switch
    {
        (FunnelAttribution.LastTouch, null) => null,
        (null or FunnelAttribution.FirstTouch, null) => 0,
        (null or FunnelAttribution.Step, { } step) => StepIndex(step, steps, $"{path}.breakdownStep"),
        _ => throw Problem.Invalid(
            "OPTIONS_CONFLICT", "STEP names a 'breakdownStep', and it alone.", $"{path}.breakdownStep").ToException(),
    };

    private PropertyRef? Group(string path) => (GroupProperty, GroupActorProperty) switch
    {
        (null, null) => null,
        ({ } property, null) => new PropertyRef(property),
        (null, { } property) => new PropertyRef(property, PropertyScope.ActorAtEvent),
        _ => throw Problem.Invalid("OPTIONS_CONFLICT", "The group is a property of the event or of its actor.", path)
            .ToException(),
    };
}

/// <summary>Which event of an attempt gives the value of a breakdown.</summary>
public enum FunnelAttribution
{
    /// <summary>That of the first step.</summary>
    FirstTouch,

    /// <summary>That of the last step that the attempt took.</summary>
    LastTouch,

    /// <summary>That of the step that is named; null where the attempt did not take it.</summary>
    Step,
}

/// <summary>What an actor has to do to reach a step.</summary>
public sealed record FunnelStepInput
{
    /// <summary>For people; the event's name by default.</summary>
    public string? Name { get; init; }

    /// <summary>Event names, any of which matches; 1 to 100.</summary>
    public required IReadOnlyList<string> Events { get; init; }

    /// <summary>A condition on this step's events.</summary>
    public PropertyFilterInput? Filter { get; init; }

    /// <summary>Longest time from the step before, inclusive; at most the funnel's window, which is the default.</summary>
    public TimeSpan? Window { get; init; }

    /// <summary>Whether an attempt may go on without this step. Default false.</summary>
    public bool? Optional { get; init; }

    internal FunnelStepDefinition ToDomain(string path) => new(Name, [.. Events], Filter?.ToDomain($"{path}.filter"))
    {
        Window = Window,
        Optional = Optional ?? false,
    };
}

/// <summary>Events that end an attempt; one that matches a step too is the exclusion.</summary>
public sealed record FunnelExclusionInput
{
    /// <summary>Event names, any of which matches; 1 to 100.</summary>
    public required IReadOnlyList<string> Events { get; init; }

    /// <summary>A condition on these events.</summary>
    public PropertyFilterInput? Filter { get; init; }

    /// <summary>Counts once this step, from 1, is taken. Default 1.</summary>
    public int? AfterStep { get; init; }

    /// <summary>Counts until this step is taken. Default the last.</summary>
    public int? BeforeStep { get; init; }

    internal FunnelExclusion ToDomain(int steps, string path) => new(
        new EventSelector([.. Events], Filter?.ToDomain($"{path}.filter")),
        AfterStep is { } from ? FunnelInput.StepIndex(from, steps, $"{path}.afterStep") : null,
        BeforeStep is { } to ? FunnelInput.StepIndex(to, steps, $"{path}.beforeStep") : null);
}
