using Analytics.Columnar.Cohorts;
using Analytics.Columnar.Operators;
using Analytics.Columnar.Querying;
using Analytics.Domain.Distributions;

namespace Analytics.Columnar.Distributions;

/// <summary>A question about events per actor bound to a snapshot.</summary>
internal sealed class EventsPerActorScope : DistributionScope
{
    public EventsPerActorScope(QueryRun run, EventsPerActorQuery query, ActorSet? cohort)
        : base(run, query, cohort)
    {
        Events = Selector(query.Events, query.Range.From.ToMillisecondsUp(), query.Range.To.ToMillisecondsUp());
        if (query.Property is { } property)
            Numbers = new NumberKeys(run.Snapshot, property, Columns);
        SplitBy(query.Breakdown);
    }

    public RowSelector Events { get; }

    /// <summary>What is added up; null for the number of events.</summary>
    public NumberKeys? Numbers { get; }
}
