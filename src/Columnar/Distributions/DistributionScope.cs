using Analytics.Columnar.Cohorts;
using Analytics.Columnar.Operators;
using Analytics.Columnar.Querying;
using Analytics.Columnar.Series;
using Analytics.Columnar.Shards;
using Analytics.Domain.Querying;
using Analytics.Domain.Series;

namespace Analytics.Columnar.Distributions;

/// <summary>What questions about distributions share, bound to a snapshot. Threads share it.</summary>
/// <param name="run">What it is part of.</param>
/// <param name="query">Says which events.</param>
/// <param name="cohort">Whose events; null for everybody's.</param>
internal abstract class DistributionScope(QueryRun run, EventQuery query, ActorSet? cohort)
{
    public QueryRun Run => run;

    public ActorSet? Cohort => cohort;

    public bool IncludeBots => query.IncludeBots;

    public ShardColumns Columns { get; } = new();

    /// <summary>Null without a breakdown.</summary>
    public GroupPlan? Groups { get; private set; }

    protected void SplitBy(SeriesBreakdown? breakdown)
    {
        if (breakdown is not null)
            Groups = new GroupPlan(
                new GroupSpace(run.Snapshot, breakdown.Dimensions, Columns),
                breakdown,
                new Measure(EventSelector.Any, Aggregation.UniqueActors));
    }

    protected RowSelector Selector(EventSelector events, long from, long to)
    {
        var selector = new RowSelector(run.Snapshot, events, query.Filter, from, to);
        selector.AddColumns(Columns);
        return selector;
    }
}
