using System.Collections.Immutable;
using Analytics.Domain.Funnels;
using Analytics.Domain.Querying;

namespace Analytics.Domain.Cohorts;

/// <summary>How large the criteria of a cohort may be, and what they may say.</summary>
public static class CohortRules
{
    /// <summary>Most levels of criteria in criteria.</summary>
    public const int MaxDepth = 20;

    /// <summary>Most conditions of one cohort: each is looked for in the actors' events.</summary>
    public const int MaxConditions = 100;

    /// <summary>Most members of a static cohort.</summary>
    public const int MaxMembers = 100_000;

    /// <summary>Most times that a condition counts.</summary>
    public const int MaxTimes = 1_000_000;

    /// <returns>The first fault with its path; null when there is none.</returns>
    public static Problem? Check(CohortCriteria criteria)
    {
        var (depth, conditions) = Measure(criteria, 1);
        return depth > MaxDepth
            ? Problem.Invalid("COHORT_TOO_LARGE", $"The criteria of a cohort have at most {MaxDepth} levels.")
            : conditions > MaxConditions
            ? Problem.Invalid("COHORT_TOO_LARGE", $"A cohort has at most {MaxConditions} conditions.")
            : CheckParts(criteria);
    }

    private static Problem? CheckParts(CohortCriteria criteria) => criteria switch
    {
        CohortCriteria.And and => QueryRules.Each(and.Parts, "and", CheckParts),
        CohortCriteria.Or or => QueryRules.Each(or.Parts, "or", CheckParts),
        CohortCriteria.Not not => CheckParts(not.Part)?.Under("not"),
        CohortCriteria.Did did =>
            (did.Events.Check() ?? QueryRules.InRange(did.Times, 0, MaxTimes, "times"))?.Under("did"),
        CohortCriteria.HasProperty has => CheckCondition(has.Condition)?.Under("hasProperty"),
        CohortCriteria.FunnelStep step => Check(step)?.Under("funnelStep"),
        CohortCriteria.Members members => Check(members)?.Under("members"),
        _ => null,
    };

    private static Problem? CheckCondition(EventFilter condition) =>
        FilterRules.Check(condition)
        ?? (condition.Properties().FirstOrDefault(property => property.Scope is not PropertyScope.ActorCurrent)
            is { } other
            ? Problem.Invalid(
                "PROPERTY_SCOPE", $"'{other}' is no property of the actor as it is now: a cohort has no event to read.")
            : null);

    private static Problem? Check(CohortCriteria.FunnelStep step)
    {
        var (funnel, last) = (step.Funnel, step.Funnel.Steps.Length - 1);
        return (funnel.Check()
                ?? QueryRules.Conflict(funnel.Count is not FunnelCount.Actors, "A cohort counts actors.", "count")
                ?? QueryRules.Conflict(
                    funnel.Cohort is not null, "Say which cohort beside the funnel, by 'and'.", "cohort")
                ?? QueryRules.Conflict(
                    funnel.IncludeBots, "Whether bots count is said by the question.", "includeBots")
                ?? QueryRules.Conflict(funnel.AsOf is not null, "As of when is said by the question.", "asOf"))
            ?.Under("funnel")
            ?? QueryRules.InRange(step.Step, step.DroppedOff ? 1 : 0, last, "step");
    }

    private static Problem? Check(CohortCriteria.Members members) =>
        members.Actors.Length > MaxMembers
            ? Problem.Invalid("COHORT_TOO_LARGE", $"A static cohort has at most {MaxMembers} members.")
            : QueryRules.Each(members.Actors, "", actor => QueryRules.Id(actor));

    // Looks no deeper than it has to, so that no depth can exhaust the stack.
    private static (int Depth, int Conditions) Measure(CohortCriteria criteria, int depth)
    {
        ImmutableArray<CohortCriteria> parts = criteria switch
        {
            CohortCriteria.And and => and.Parts,
            CohortCriteria.Or or => or.Parts,
            CohortCriteria.Not not => [not.Part],
            _ => [],
        };
        var total = (Depth: depth, Conditions: parts.IsEmpty ? 1 : 0);
        if (depth > MaxDepth)
            return total;
        foreach (var part in parts)
        {
            var size = Measure(part, depth + 1);
            total = (Math.Max(total.Depth, size.Depth), total.Conditions + size.Conditions);
        }

        return total;
    }
}
