using Analytics.Columnar.Cohorts;
using Analytics.Columnar.Operators;
using Analytics.Columnar.Querying;
using Analytics.Domain.Distributions;

namespace Analytics.Columnar.Distributions;

/// <summary>A question about returns after a silence bound to a snapshot.</summary>
internal sealed class ReactivationScope : DistributionScope
{
    public ReactivationScope(QueryRun run, ReactivationQuery query, ActorSet? cohort)
        : base(run, query, cohort)
    {
        From = query.Range.From.ToMillisecondsUp();
        // A whole number of milliseconds is at least a silence exactly if it is at least that rounded up.
        Idle = (query.Idle.Ticks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond;
        Activity = Selector(query.Activity, long.MinValue, query.Range.To.ToMillisecondsUp());
        SplitBy(query.Breakdown);
    }

    /// <summary>First instant of a return, milliseconds.</summary>
    public long From { get; }

    /// <summary>The shortest silence, milliseconds.</summary>
    public long Idle { get; }

    /// <summary>Activity up to the end of the range.</summary>
    public RowSelector Activity { get; }
}
