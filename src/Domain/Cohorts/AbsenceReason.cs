namespace Analytics.Domain.Cohorts;

/// <summary>The rule that keeps an actor out of a figure.</summary>
public enum AbsenceReason
{
    /// <summary>The actor was erased.</summary>
    Erased,

    /// <summary>The id is one with another actor, who is counted in its place.</summary>
    Identity,

    /// <summary>Nothing of the actor was ever kept.</summary>
    NoEvents,

    /// <summary>The actor opted out, and lacks the events: they may have been refused.</summary>
    OptedOut,

    /// <summary>What makes the actor count came after the position as of which it is asked.</summary>
    Late,

    /// <summary>The events are tagged as a robot's.</summary>
    Bot,

    /// <summary>The events are of the tenant's own people, who are left out.</summary>
    Internal,

    /// <summary>The actor is not in the cohort that the question is held to.</summary>
    Cohort,

    /// <summary>The events do not meet a condition of the question or of a step.</summary>
    Filter,

    /// <summary>The events lie outside the range or the bucket.</summary>
    Range,

    /// <summary>The steps lie further apart than the window.</summary>
    Window,

    /// <summary>A step lies further from the one before than its own window.</summary>
    StepWindow,

    /// <summary>Another event lies between steps that have to follow each other at once.</summary>
    Strict,

    /// <summary>The steps were done in another order.</summary>
    Order,

    /// <summary>Two steps happened in the same millisecond, and sequence or id put them the other way round.</summary>
    Tie,

    /// <summary>An excluded event lies between steps.</summary>
    Exclusion,

    /// <summary>A property that has to stay the same did not.</summary>
    HeldValue,

    /// <summary>The actor counts in another group of the breakdown.</summary>
    Group,

    /// <summary>The actor's start event makes it part of another cohort of the matrix.</summary>
    OtherCohort,

    /// <summary>The actor is in the cohort and did not return in the period.</summary>
    NotReturned,

    /// <summary>The actor never did one of the events.</summary>
    NeverDid,

    /// <summary>Several rules at once, none of which can be named by itself.</summary>
    Several,
}
