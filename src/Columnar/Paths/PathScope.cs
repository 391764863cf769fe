using Analytics.Columnar.Cohorts;
using Analytics.Columnar.Operators;
using Analytics.Columnar.Querying;
using Analytics.Columnar.Shards;
using Analytics.Domain.Paths;
using Analytics.Domain.Querying;

namespace Analytics.Columnar.Paths;

/// <summary>A question about paths bound to a snapshot. Threads share it.</summary>
internal sealed class PathScope
{
    /// <param name="run">What it is part of.</param>
    /// <param name="query">What is asked.</param>
    /// <param name="cohort">Whose events; null for everybody's.</param>
    public PathScope(QueryRun run, PathsQuery query, ActorSet? cohort)
    {
        (Run, Query, Cohort) = (run, query, cohort);
        var (from, to) = (query.Range.From.ToMillisecondsUp(), query.Range.To.ToMillisecondsUp());
        Steps = Selector(new EventSelector(query.Events), query.Filter, long.MinValue, long.MaxValue);
        if (!query.Exclude.IsEmpty)
            Excluded = Selector(new EventSelector(query.Exclude), null, long.MinValue, long.MaxValue);
        Anchors = Selector((query.From ?? query.To)!, null, from, to);
        if (query is { From: not null, To: { } target })
            Targets = Selector(target, null, from, long.MaxValue);
        Keys = new DimensionKeys(run.Snapshot, query.Step, Columns);
        Window = query.Window is { } window ? window.Ticks / TimeSpan.TicksPerMillisecond : null;
        Columns.Sessions = Window is null;
    }

    public QueryRun Run { get; }

    public PathsQuery Query { get; }

    public ActorSet? Cohort { get; }

    public ShardColumns Columns { get; } = new();

    /// <summary>Events that may be steps.</summary>
    public RowSelector Steps { get; }

    /// <summary>Of these, those that are passed over; null for none.</summary>
    public RowSelector? Excluded { get; }

    /// <summary>Where paths begin, or where they end if only that is given.</summary>
    public RowSelector Anchors { get; }

    /// <summary>Where paths from an anchor have to end; null where they need not.</summary>
    public RowSelector? Targets { get; }

    /// <summary>Numbers the steps.</summary>
    public DimensionKeys Keys { get; }

    /// <summary>Milliseconds; null where paths stay within sessions.</summary>
    public long? Window { get; }

    /// <summary>Whether paths go back from their anchor.</summary>
    public bool IsBackward => Query.From is null;

    private RowSelector Selector(EventSelector events, EventFilter? filter, long from, long to)
    {
        var selector = new RowSelector(Run.Snapshot, events, filter, from, to);
        selector.AddColumns(Columns);
        return selector;
    }
}
