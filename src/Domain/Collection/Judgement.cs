namespace Analytics.Domain.Collection;

/// <summary>What is to become of one event, before the log has seen it.</summary>
/// <param name="Event">As it goes to the log, or aside; null when it is refused.</param>
/// <param name="Problem">Why it is refused or put aside; of one that is taken, what there is to know.</param>
/// <param name="Aside">Whether it breaks the tracking plan so that it is kept aside.</param>
internal readonly record struct Judgement(NewEvent? Event, Problem? Problem, bool Aside = false);
