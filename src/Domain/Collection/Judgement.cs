namespace Analytics.Domain.Collection;

/// <summary>What the tenant's rules make of one event.</summary>
/// <param name="Event">As it goes to the log, or aside; null when it is refused.</param>
/// <param name="Problem">Why it is refused or put aside, or what there is to know of it; null when all is well.</param>
/// <param name="Aside">Whether it goes to the quarantine.</param>
internal readonly record struct Judgement(NewEvent? Event, Problem? Problem, bool Aside = false)
{
    public static implicit operator Judgement(Problem problem) => new(null, problem);
}
