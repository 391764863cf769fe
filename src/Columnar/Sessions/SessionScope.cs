using Analytics.Columnar.Cohorts;
using Analytics.Columnar.Kernels;
using Analytics.Columnar.Operators;
using Analytics.Columnar.Querying;
using Analytics.Columnar.Shards;
using Analytics.Domain.Querying;
using Analytics.Domain.Sessions;

namespace Analytics.Columnar.Sessions;

/// <summary>A question about sessions bound to a snapshot. Threads share it.</summary>
internal sealed class SessionScope
{
    /// <param name="run">What it is part of.</param>
    /// <param name="query">What is asked.</param>
    /// <param name="cohort">Whose sessions; null for everybody's.</param>
    public SessionScope(QueryRun run, SessionsQuery query, ActorSet? cohort)
    {
        (Run, Query, Cohort) = (run, query, cohort);
        (From, To) = (query.Range.From.ToMillisecondsUp(), query.Range.To.ToMillisecondsUp());
        if (!query.PageEvents.IsEmpty)
            Pages = Selector(query.PageEvents, null);
        if (query.Filter is not null)
            Filter = Selector([], query.Filter);
        if (query.Interval is { } interval)
            Buckets = new BucketIndex(
            [
                .. CalendarBuckets.Edges(
                    query.Range, interval, query.Calendar.Zone, query.Calendar.WeekStart, QueryRules.MaxBuckets)
                    .Value.Select(edge => edge.ToMillisecondsUp()),
            ]);
        Pages?.AddColumns(Columns);
        Filter?.AddColumns(Columns);
    }

    public QueryRun Run { get; }

    public SessionsQuery Query { get; }

    public ActorSet? Cohort { get; }

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

    /// <summary>Whether sessions have to be told apart.</summary>
    public bool IsSplit => Buckets is not null || Query.Breakdown is not null;

    private RowSelector Selector(IReadOnlyList<string> names, EventFilter? filter) => new(
        Run.Snapshot, new EventSelector([.. names], filter), filter: null, long.MinValue, long.MaxValue);
}
