using Analytics.Columnar.Cohorts;

namespace Analytics.Columnar.Funnels;

/// <summary>Whose events a funnel looks at, and whom it looks for.</summary>
/// <param name="Cohort">Null for everybody.</param>
/// <param name="Members">Null when only figures are wanted.</param>
internal readonly record struct FunnelActors(ActorSet? Cohort, FunnelMembers? Members = null);

/// <summary>The actors whose counted attempt took a step, or stopped at the one before.</summary>
/// <param name="found">Receives them.</param>
/// <param name="step">From 0.</param>
/// <param name="droppedOff">True for those who took the step before and not this one; nobody for the first.</param>
internal sealed class FunnelMembers(ActorSet found, int step, bool droppedOff)
{
    /// <summary>Adds an actor if its counted attempt is one of these; threads may do so at once.</summary>
    /// <param name="actor">Its code.</param>
    /// <param name="taken">As <see cref="FunnelTally"/> takes it.</param>
    public void Look(uint actor, long[] taken)
    {
        var took = taken[step] != FunnelTally.NotTaken;
        if (droppedOff ? !took && step > 0 && taken[step - 1] != FunnelTally.NotTaken : took)
            found.Add(actor);
    }
}
