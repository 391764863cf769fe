using Analytics.Domain.Cohorts;
using Analytics.Domain.Querying.Json;
using static Analytics.Domain.Cohorts.CohortCriteria;

namespace Analytics.Domain.Querying.Canonical;

/// <summary>Criteria of cohorts, as <see cref="CanonicalFilter"/>: an actor belongs or does not.</summary>
internal static class CanonicalCriteria
{
    private static readonly And Everybody = new([]);
    private static readonly Or Nobody = new([]);

    public static CohortCriteria Of(CohortCriteria criteria, bool negated = false) => criteria switch
    {
        Not not => Of(not.Part, !negated),
        And and => negated ? Any(and.Parts, true) : All(and.Parts, false),
        Or or => negated ? All(or.Parts, true) : Any(or.Parts, false),
        Did did => Counted(did with { Events = CanonicalParts.Selector(did.Events) }, negated),
        HasProperty has => Has(CanonicalFilter.Of(has.Condition, negated)),
        CohortCriteria.FunnelStep step => Negate(step with { Funnel = CanonicalFunnel.OfMembership(step.Funnel) }, negated),
        Members { Actors.IsEmpty: true } => negated ? Everybody : Nobody,
        Members members => Negate(new Members(CanonicalParts.Names(members.Actors)), negated),
        _ => Negate(criteria, negated),
    };

    private static CohortCriteria All(IEnumerable<CohortCriteria> parts, bool negated)
    {
        var all = parts.Select(part => Of(part, negated))
            .SelectMany(part => part is And and ? and.Parts.AsEnumerable() : [part]).ToList();
        if (all.Any(part => part is Or { Parts.IsEmpty: true }))
            return Nobody;
        var sorted = CanonicalParts.Sorted(all, CriteriaJson.Write);
        return sorted is [var only] ? only : new And(sorted);
    }

    private static CohortCriteria Any(IEnumerable<CohortCriteria> parts, bool negated)
    {
        var any = parts.Select(part => Of(part, negated))
            .SelectMany(part => part is Or or ? or.Parts.AsEnumerable() : [part]).ToList();
        if (any.Any(part => part is And { Parts.IsEmpty: true }))
            return Everybody;
        var sorted = CanonicalParts.Sorted(any, CriteriaJson.Write);
        return sorted is [var only] ? only : new Or(sorted);
    }

    // Not so often is at most once less; none is at most 0.
    private static CohortCriteria Counted(Did did, bool negated) => (did.Comparison, did.Times, negated) switch
    {
        (CountComparison.AtLeast, 0, _) => negated ? Nobody : Everybody,
        (CountComparison.AtLeast, var times, true) => did with { Comparison = CountComparison.AtMost, Times = times - 1 },
        (CountComparison.AtMost, < CohortRules.MaxTimes and var times, true) =>
            did with { Comparison = CountComparison.AtLeast, Times = times + 1 },
        (CountComparison.Exactly, 0, true) => did with { Comparison = CountComparison.AtLeast, Times = 1 },
        (CountComparison.Exactly, 0, false) => did with { Comparison = CountComparison.AtMost },
        _ => Negate(did, negated),
    };

    private static CohortCriteria Has(EventFilter condition) =>
        CanonicalFilter.IsTrue(condition) ? Everybody
        : CanonicalFilter.IsFalse(condition) ? Nobody
        : new HasProperty(condition);

    private static CohortCriteria Negate(CohortCriteria criteria, bool negated) =>
        negated ? new Not(criteria) : criteria;
}
