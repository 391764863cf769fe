using Analytics.Columnar.Cohorts;

namespace Analytics.Columnar.Funnels;

/// <summary>Whose events a funnel looks at, and whom it looks for.</summary>
/// <param name="Cohort">Null for everybody.</param>
/// <param name="Members">Null when only figures are wanted.</param>
internal readonly record struct FunnelActors(ActorSet? Cohort, FunnelMembers? Members = null);

/// <summary>The actors whose counted attempt took a step, or one and not a later one.</summary>
/// <param name="found">Receives them.</param>
/// <param name="step">From 0.</param>
/// <param name="lostAfter">For those who took this step and not the other; null for those who took the other.</param>
/// <param name="group">Only attempts of this group; null for all.</param>
internal sealed class FunnelMembers(ActorSet found, int step, int? lostAfter, int? group = null)
{
    /// <summary>Adds an actor if its counted attempt is one of these; threads may do so at once.</summary>
    /// <param name="actor">Its code.</param>
    /// <param name="key">The group of its breakdown value.</param>
    /// <param name="taken">As <see cref="FunnelTally"/> takes it.</param>
    public void Look(uint actor, int key, long[] taken)
    {
        if (group is { } wanted && key != wanted)
            return;
        var took = taken[step] != FunnelTally.NotTaken;
        if (lostAfter is { } before ? !took && taken[before] != FunnelTally.NotTaken : took)
            found.Add(actor);
    }
}
