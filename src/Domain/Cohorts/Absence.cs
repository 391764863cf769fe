using System.Collections.Immutable;

namespace Analytics.Domain.Cohorts;

/// <summary>Whether a figure counts an actor, and why not.</summary>
/// <param name="Counted">Whether it does, under whatever id.</param>
/// <param name="CountedAs">The id under which the actor is known; null for one that was erased.</param>
/// <param name="Reasons">The rules that keep it out: without all of them it would count. Empty for one that is counted
/// under its own id.</param>
public sealed record Absence(bool Counted, string? CountedAs, ImmutableArray<AbsenceFinding> Reasons);

/// <summary>One rule that keeps an actor out.</summary>
/// <param name="Reason">Which.</param>
/// <param name="Step">The step of a funnel that it is about, from 1; null where it is about none.</param>
/// <param name="IsEnough">Whether the actor would count without this rule alone; false where another one keeps it out,
/// too.</param>
public sealed record AbsenceFinding(AbsenceReason Reason, int? Step = null, bool IsEnough = true)
{
    /// <summary>Those that say most: taking a wide rule away takes a narrower one away, too.</summary>
    /// <param name="enough">Rules that are each enough.</param>
    public static ImmutableArray<AbsenceFinding> Narrowest(ImmutableArray<AbsenceFinding> enough)
    {
        return enough.RemoveAll(one => one.Reason switch
        {
            AbsenceReason.Order or AbsenceReason.Tie => Has(AbsenceReason.Strict),
            AbsenceReason.OtherCohort => Has(AbsenceReason.NotReturned),
            AbsenceReason.Range => Has(AbsenceReason.NotReturned) || Has(AbsenceReason.OtherCohort),
            _ => false,
        });

        bool Has(AbsenceReason reason) => enough.Any(one => one.Reason == reason);
    }
}
