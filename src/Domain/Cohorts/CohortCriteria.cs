using System.Collections.Immutable;
using Analytics.Domain.Funnels;
using Analytics.Domain.Querying;

namespace Analytics.Domain.Cohorts;

/// <summary>Which actors belong to a set. Everybody with an event that counts can belong to it.</summary>
public abstract record CohortCriteria
{
    private CohortCriteria()
    {
    }

    /// <returns>The first fault with its path; null when there is none.</returns>
    public Problem? Check() => CohortRules.Check(this);

    /// <summary>The properties that it reads, as often as it names them.</summary>
    public IEnumerable<PropertyRef> Properties() => this switch
    {
        And and => and.Parts.SelectMany(part => part.Properties()),
        Or or => or.Parts.SelectMany(part => part.Properties()),
        Not not => not.Part.Properties(),
        Did did => did.Events.Properties(),
        HasProperty has => has.Condition.Properties(),
        FunnelStep step => step.Funnel.Properties(),
        _ => [],
    };

    /// <summary>In every part.</summary>
    public sealed record And(ImmutableArray<CohortCriteria> Parts) : CohortCriteria;

    /// <summary>In any part.</summary>
    public sealed record Or(ImmutableArray<CohortCriteria> Parts) : CohortCriteria;

    /// <summary>Not in the part.</summary>
    public sealed record Not(CohortCriteria Part) : CohortCriteria;

    /// <summary>Did the events so often.</summary>
    /// <param name="Events">Which events.</param>
    /// <param name="Comparison">How the number is compared.</param>
    /// <param name="Times">With what; 0 or more.</param>
    /// <param name="Window">When; null for ever.</param>
    public sealed record Did(EventSelector Events, CountComparison Comparison, int Times, TimeRange? Window = null)
        : CohortCriteria;

    /// <summary>The actor's first event of all lies in the range.</summary>
    public sealed record FirstSeen(TimeRange Range) : CohortCriteria;

    /// <summary>A condition on properties of the actor as they are now; it names none of an event.</summary>
    public sealed record HasProperty(EventFilter Condition) : CohortCriteria;

    /// <summary>Reached a step of a funnel.</summary>
    /// <param name="Funnel">Counted by actors. It has no cohort of its own (say so beside it), and whether bots count
    /// is said by the question; its breakdown, trend and times make no difference.</param>
    /// <param name="Step">From 0.</param>
    /// <param name="DroppedOff">True for those who reached the step before and not this one.</param>
    public sealed record FunnelStep(FunnelDefinition Funnel, int Step, bool DroppedOff = false) : CohortCriteria;

    /// <summary>Exactly these: a static cohort.</summary>
    public sealed record Members(ImmutableArray<string> Actors) : CohortCriteria;
}

/// <summary>How a number of events is compared.</summary>
public enum CountComparison
{
    /// <summary>So many or more.</summary>
    AtLeast,

    /// <summary>So many or fewer; none too.</summary>
    AtMost,

    /// <summary>Just so many.</summary>
    Exactly,
}
