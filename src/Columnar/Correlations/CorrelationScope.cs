using Analytics.Columnar.Cohorts;
using Analytics.Columnar.Operators;
using Analytics.Columnar.Querying;
using Analytics.Columnar.Shards;
using Analytics.Domain.Correlations;
using Analytics.Domain.Querying;

namespace Analytics.Columnar.Correlations;

/// <summary>A question about what goes with a goal, bound to a snapshot. Threads share it.</summary>
internal sealed class CorrelationScope
{
    /// <param name="run">What it is part of.</param>
    /// <param name="query">What is asked.</param>
    /// <param name="cohort">Whose events; null for everybody's.</param>
    public CorrelationScope(QueryRun run, CorrelationQuery query, ActorSet? cohort)
    {
        (Run, Query, Cohort) = (run, query, cohort);
        var (from, to) = (query.Range.From.ToMillisecondsUp(), query.Range.To.ToMillisecondsUp());
        Events = new RowSelector(run.Snapshot, EventSelector.Any, query.Filter, from, to);
        Goals = new RowSelector(run.Snapshot, query.Goal, query.Filter, from, to);
        Events.AddColumns(Columns);
        Goals.AddColumns(Columns);
    }

    public QueryRun Run { get; }

    public CorrelationQuery Query { get; }

    public ActorSet? Cohort { get; }

    public ShardColumns Columns { get; } = new();

    public RowSelector Events { get; }

    public RowSelector Goals { get; }
}
