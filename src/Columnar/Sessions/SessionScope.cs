using System.Collections.Immutable;
using Analytics.Columnar.Cohorts;
using Analytics.Columnar.Kernels;
using Analytics.Columnar.Operators;
using Analytics.Columnar.Querying;
using Analytics.Columnar.Series;
using Analytics.Columnar.Shards;
using Analytics.Domain.Querying;
using Analytics.Domain.Sessions;

namespace Analytics.Columnar.Sessions;

/// <summary>A question about sessions bound to a snapshot. Threads share it.</summary>
internal sealed class SessionScope
{
    /// <param name="run">What it is part of.</param>
    /// <param name="query">Says which sessions.</param>
    /// <param name="pageEvents">Names of page views.</param>
    /// <param name="cohort">Whose sessions; null for everybody's.</param>
    public SessionScope(QueryRun run, EventQuery query, ImmutableArray<string> pageEvents, ActorSet? cohort)
    {
        (Run, Cohort, IncludeBots) = (run, cohort, query.IncludeBots);
        (From, To) = (query.Range.From.ToMillisecondsUp(), query.Range.To.ToMillisecondsUp());
        if (!pageEvents.IsEmpty)
            Pages = Selector(pageEvents, null);
        if (query.Filter is not null)
            Filter = Selector([], query.Filter);
        Pages?.AddColumns(Columns);
        Filter?.AddColumns(Columns);
    }

    /// <summary>A question about figures.</summary>
    public SessionScope(QueryRun run, SessionsQuery query, ActorSet? cohort)
        : this(run, query, query.PageEvents, cohort)
    {
        if (query.Interval is { } interval)
            Buckets = new BucketIndex(
            [
                .. CalendarBuckets.Edges(
                    query.Range, interval, query.Calendar.Zone, query.Calendar.WeekStart, QueryRules.MaxBuckets)
                    .Value.Select(edge => edge.ToMillisecondsUp()),
            ]);
        if (query.Breakdown is { } breakdown)
            Groups = new GroupPlan(
                new GroupSpace(run.Snapshot, breakdown.Dimensions, Columns),
                breakdown,
                new Measure(EventSelector.Any, Aggregation.UniqueSessions));
        BytesPerSession = IsSplit ? 28 : 12;
    }

    public QueryRun Run { get; }

    public ActorSet? Cohort { get; }

    public bool IncludeBots { get; }

    public ShardColumns Columns { get; } = new() { Sessions = true };

    /// <summary>First instant at which a session may start, milliseconds.</summary>
    public long From { get; }

    /// <summary>First instant at which it may not any more.</summary>
    public long To { get; }

    /// <summary>The page views; null when no event is one.</summary>
    public RowSelector? Pages { get; }

    /// <summary>Events of which a session has to hold one; null for any.</summary>
    public RowSelector? Filter { get; }

    /// <summary>Null without an interval.</summary>
    public BucketIndex? Buckets { get; }

    /// <summary>Null without a breakdown.</summary>
    public GroupPlan? Groups { get; }

    /// <summary>Whether sessions have to be told apart.</summary>
    public bool IsSplit => Buckets is not null || Groups is not null;

    /// <summary>What is kept of each session.</summary>
    public long BytesPerSession { get; }

    private RowSelector Selector(ImmutableArray<string> names, EventFilter? filter) => new(
        Run.Snapshot, new EventSelector(names, filter), filter: null, long.MinValue, long.MaxValue);
}
