using System.Collections.Immutable;
using Analytics.Columnar.Cohorts;
using Analytics.Columnar.Kernels;
using Analytics.Columnar.Operators;
using Analytics.Columnar.Querying;
using Analytics.Columnar.Series;
using Analytics.Columnar.Shards;
using Analytics.Domain.Querying;
using Analytics.Domain.Retention;
using Analytics.Domain.Series;

namespace Analytics.Columnar.Retention;

/// <summary>A question about retention bound to a snapshot. Threads share it.</summary>
internal sealed class RetentionScope
{
    private static readonly long _lastMillisecond = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();
    private readonly long[] _edges;

    /// <param name="run">What it is part of.</param>
    /// <param name="query">What is asked.</param>
    /// <param name="cohort">Whose events; null for everybody's.</param>
    public RetentionScope(QueryRun run, RetentionQuery query, ActorSet? cohort)
    {
        (Run, Query, Cohort) = (run, query, cohort);
        Length = query.PeriodLength.Ticks / TimeSpan.TicksPerMillisecond;
        (From, To) = (query.Range.From.ToMillisecondsUp(), query.Range.To.ToMillisecondsUp());
        Periods = PeriodsOf(query, out var cohorts);
        Cohorts = cohorts;
        _edges = [.. Periods.Select(start => start.ToMillisecondsUp())];
        Index = new BucketIndex(_edges);
        Starts = new RowSelector(
            run.Snapshot, query.Start, query.Filter,
            query.StartBy is RetentionStart.FirstEver ? long.MinValue : From, To);
        Returns = new RowSelector(
            run.Snapshot,
            query.Return,
            query.Filter,
            From,
            IsRolling ? To + ((query.Periods + 1) * Length) : _edges[^1]);
        if (query.Breakdown is { } breakdown)
            Groups = new GroupPlan(
                new GroupSpace(run.Snapshot, breakdown.Dimensions, Columns),
                breakdown,
                new Measure(query.Start, Aggregation.UniqueActors));
        if (query.Value is { } value)
            Values = ScanOf(value);
        Starts.AddColumns(Columns);
        Returns.AddColumns(Columns);
        ColumnOf = [.. Enumerable.Range(0, query.Periods + 1).Select(period => query.ReturnBy is RetentionReturn.Bracket
            ? query.Brackets.Count(first => first <= period) - 1
            : period)];
    }

    public QueryRun Run { get; }

    public RetentionQuery Query { get; }

    public ActorSet? Cohort { get; }

    public ShardColumns Columns { get; } = new();

    /// <summary>First instant of the range, milliseconds.</summary>
    public long From { get; }

    /// <summary>First instant after it.</summary>
    public long To { get; }

    /// <summary>Starts of the cohorts' periods and of those after them, whole ones; then the end of the last.</summary>
    public ImmutableArray<DateTimeOffset> Periods { get; }

    /// <summary>How many of the periods make cohorts.</summary>
    public int Cohorts { get; }

    /// <summary>Finds the period of an instant of the periods.</summary>
    public BucketIndex Index { get; }

    public RowSelector Starts { get; }

    public RowSelector Returns { get; }

    /// <summary>Null without a breakdown.</summary>
    public GroupPlan? Groups { get; }

    /// <summary>Where the members of groups are counted; null without a breakdown, and until it is known.</summary>
    public SlotLayout? Layout { get; private set; }

    /// <summary>Number of slots: those of the groups shown, of all others, and of everybody.</summary>
    public int Slots => Groups is null ? 1 : Groups.All + 1;

    /// <summary>What cells hold beside numbers of actors, over the return events; null for nothing.</summary>
    public SeriesScan? Values { get; }

    /// <summary>The column in which a return in a period after the start counts, by period; -1 for none.</summary>
    public ImmutableArray<int> ColumnOf { get; }

    /// <summary>Whether periods are multiples of 24 hours from the start event.</summary>
    public bool IsRolling => Query.Rolling24Hours;

    /// <summary>Milliseconds of a period that is not a calendar's.</summary>
    public long Length { get; }

    /// <summary>Called when the groups are chosen.</summary>
    public void PlaceGroups() => Layout = Groups!.Layout(width: 1);

    /// <summary>How many periods lie between a start and a return.</summary>
    public long PeriodsBetween(long start, int cohort, long time) =>
        IsRolling ? (time - start) / Length : Index.Of(time) - cohort;

    /// <summary>First instant after a period, milliseconds.</summary>
    public long EndOf(int period) => _edges[period + 1];

    private SeriesScan ScanOf(Measure value)
    {
        var end = IsRolling
            ? DateTimeOffset.FromUnixTimeMilliseconds(Math.Min(To + ((Query.Periods + 1) * Length), _lastMillisecond))
            : Periods[^1];
        var returns = new SeriesQuery
        {
            Measure = value with { Events = Query.Return },
            Range = TimeRange.Create(Query.Range.From, end).Value,
            Filter = Query.Filter,
        };
        var scan = new SeriesScan(Run, returns, lookBack: 0, groups: null, Columns);
        scan.Add(value);
        return scan;
    }

    private static ImmutableArray<DateTimeOffset> PeriodsOf(RetentionQuery query, out int cohorts)
    {
        var periods = ImmutableArray.CreateBuilder<DateTimeOffset>();
        cohorts = 0;
        foreach (var start in CalendarBuckets.Starts(
            query.Range.From, query.Period, query.Calendar.Zone, query.Calendar.WeekStart))
        {
            if (periods.Count > 0 && start <= periods[^1])
                continue;
            periods.Add(start);
            if (start < query.Range.To)
                cohorts++;
            else if (periods.Count > cohorts + query.Periods)
                break;
        }
        // The calendar ends before the years do; no event lies there, so what stands for the rest makes no difference.
        if (periods.Count == 0)
        {
            periods.Add(query.Range.From);
            cohorts = 1;
        }
        while (periods.Count <= cohorts + query.Periods)
            periods.Add(periods[^1].AddMilliseconds(1));
        return periods.ToImmutable();
    }
}
