using Analytics.Columnar.Cohorts;
using Analytics.Columnar.Operators;
using Analytics.Columnar.Querying;
using Analytics.Domain.Distributions;

namespace Analytics.Columnar.Distributions;

/// <summary>A question about the time between events bound to a snapshot.</summary>
internal sealed class TimeBetweenScope : DistributionScope
{
    public TimeBetweenScope(QueryRun run, TimeBetweenQuery query, ActorSet? cohort)
        : base(run, query, cohort)
    {
        var (from, to) = (query.Range.From.ToMillisecondsUp(), query.Range.To.ToMillisecondsUp());
        Window = query.Window is { } window ? window.Ticks / TimeSpan.TicksPerMillisecond : long.MaxValue;
        Starts = Selector(query.From, from, to);
        Ends = Selector(query.To, from, query.Window is null ? long.MaxValue : to + Window);
        SplitBy(query.Breakdown);
    }

    /// <summary>Events at which a time starts.</summary>
    public RowSelector Starts { get; }

    /// <summary>Events at which it may end.</summary>
    public RowSelector Ends { get; }

    /// <summary>The longest time, milliseconds.</summary>
    public long Window { get; }
}
