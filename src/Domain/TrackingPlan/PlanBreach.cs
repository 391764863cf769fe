namespace Analytics.Domain.TrackingPlan;

/// <summary>One way in which a message does not keep to the plan.</summary>
/// <param name="Problem">Code, sentence and place; never a value that was sent.</param>
/// <param name="Consequence">What it leads to.</param>
public sealed record PlanBreach(Problem Problem, PlanConsequence Consequence);

/// <summary>What a breach leads to, the mildest first.</summary>
public enum PlanConsequence
{
    /// <summary>The event is accepted, and its verdict says so.</summary>
    Notice,

    /// <summary>The event is put aside.</summary>
    Quarantine,

    /// <summary>The event is refused.</summary>
    Refusal,
}
