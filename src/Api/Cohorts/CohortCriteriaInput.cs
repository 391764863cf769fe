using System.Collections.Immutable;
using Analytics.Api.Funnels;
using Analytics.Api.Hosting;
using Analytics.Api.Querying;
using Analytics.Domain.Cohorts;
using Analytics.Domain.Querying;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.Cohorts;

/// <summary>Which actors belong to a set. Everybody with an event that counts can belong to it.</summary>
[OneOf]
public sealed record CohortCriteriaInput
{
    /// <summary>In every one of these.</summary>
    public IReadOnlyList<CohortCriteriaInput>? And { get; init; }

    /// <summary>In at least one of these.</summary>
    public IReadOnlyList<CohortCriteriaInput>? Or { get; init; }

    /// <summary>Not in this.</summary>
    public CohortCriteriaInput? Not { get; init; }

    /// <summary>Did events so often.</summary>
    public DidEventsInput? Did { get; init; }

    /// <summary>The actor's first event of all lies in this range.</summary>
    public RangeInput? FirstSeen { get; init; }

    /// <summary>A condition on properties of the actor as they are now: it names <c>actorProperty</c> only.</summary>
    public PropertyFilterInput? HasProperty { get; init; }

    /// <summary>Reached a step of a funnel, or dropped off before it.</summary>
    public FunnelStepCohortInput? FunnelStep { get; init; }

    /// <summary>Exactly these actors.</summary>
    public IReadOnlyList<string>? Members { get; init; }

    /// <param name="asked">Resolves ranges.</param>
    /// <param name="path">Where the input stands.</param>
    internal CohortCriteria ToDomain(AskedCalendar asked, string path) => this switch
    {
        { And: { } parts } => new CohortCriteria.And(All(parts, asked, $"{path}.and")),
        { Or: { } parts } => new CohortCriteria.Or(All(parts, asked, $"{path}.or")),
        { Not: { } part } => new CohortCriteria.Not(part.ToDomain(asked, $"{path}.not")),
        { Did: { } did } => did.ToDomain(asked, $"{path}.did"),
        { FirstSeen: { } range } => new CohortCriteria.FirstSeen(asked.Range(range, $"{path}.firstSeen")),
        { HasProperty: { } condition } =>
            new CohortCriteria.HasProperty(condition.ToDomain($"{path}.hasProperty", PropertyScope.ActorCurrent)),
        { FunnelStep: { } step } => step.ToDomain(asked, $"{path}.funnelStep"),
        { Members: { } actors } => new CohortCriteria.Members([.. actors]),
        _ => throw new InvalidOperationException("A @oneOf input has one field."),
    };

    private static ImmutableArray<CohortCriteria> All(
        IReadOnlyList<CohortCriteriaInput> parts, AskedCalendar asked, string path) =>
        [.. parts.Select((part, index) => part.ToDomain(asked, $"{path}[{index}]"))];
}

/// <summary>Did events so often; exactly one of <c>atLeast</c>, <c>atMost</c> and <c>exactly</c> is given.</summary>
public sealed record DidEventsInput
{
    /// <summary>Event names, any of which matches; empty for any event.</summary>
    public required IReadOnlyList<string> Events { get; init; }

    /// <summary>A condition on the events.</summary>
    public PropertyFilterInput? Filter { get; init; }

    /// <summary>So many times or more.</summary>
    public int? AtLeast { get; init; }

    /// <summary>So many times or fewer; never counts too. 0 is "did not".</summary>
    public int? AtMost { get; init; }

    /// <summary>Just so many times.</summary>
    public int? Exactly { get; init; }

    /// <summary>When; without it at any time.</summary>
    public RangeInput? Within { get; init; }

    internal CohortCriteria ToDomain(AskedCalendar asked, string path)
    {
        var (comparison, times) = (AtLeast, AtMost, Exactly) switch
        {
            ({ } least, null, null) => (CountComparison.AtLeast, least),
            (null, { } most, null) => (CountComparison.AtMost, most),
            (null, null, { } exactly) => (CountComparison.Exactly, exactly),
            _ => throw Problem.Invalid(
                "COHORT_TIMES", "Give exactly one of 'atLeast', 'atMost' and 'exactly'.", path).ToException(),
        };
        return new CohortCriteria.Did(
            new EventSelector([.. Events], Filter?.ToDomain($"{path}.filter")),
            comparison,
            times,
            Within is null ? null : asked.Range(Within, $"{path}.within"));
    }
}

/// <summary>Actors at a step of a funnel.</summary>
public sealed record FunnelStepCohortInput
{
    /// <summary>The funnel; it counts actors.</summary>
    public required FunnelInput Definition { get; init; }

    /// <summary>The step, from 1.</summary>
    public required int Step { get; init; }

    /// <summary>True for those who reached the step before and not this one. Default false: those who reached it.</summary>
    public bool? DroppedOff { get; init; }

    internal CohortCriteria.FunnelStep ToDomain(AskedCalendar asked, string path)
    {
        var funnel = Definition.ToDomain(asked, $"{path}.definition");
        return new(funnel, FunnelInput.StepIndex(Step, funnel.Steps.Length, $"{path}.step"), DroppedOff ?? false);
    }
}
