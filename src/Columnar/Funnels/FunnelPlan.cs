using System.Collections.Immutable;
using Analytics.Columnar.Kernels;
using Analytics.Columnar.Operators;
using Analytics.Columnar.Segments;
using Analytics.Columnar.Shards;
using Analytics.Domain.Funnels;
using Analytics.Domain.Querying;

namespace Analytics.Columnar.Funnels;

/// <summary>A funnel bound to a snapshot: what is read and how it is followed.</summary>
internal sealed class FunnelPlan
{
    private FunnelPlan(Snapshot snapshot, FunnelDefinition funnel, ImmutableArray<DateTimeOffset> trendEdges)
    {
        (Snapshot, Funnel, TrendEdges) = (snapshot, funnel, trendEdges);
        Trend = trendEdges.IsEmpty ? null : new BucketIndex([.. trendEdges.Select(edge => edge.ToMillisecondsUp())]);
        From = funnel.Range.From.ToMillisecondsUp();
        To = funnel.Range.To.ToMillisecondsUp();
        var includes = funnel.ConversionsAfterRange is ConversionsAfterRange.Include;
        // Nobody starts later than the millisecond before the end.
        Limit = includes ? To + Milliseconds(funnel.Window) : To;
        Filter = ShardFilter.Compile(funnel.Filter, snapshot);
        Filter?.AddColumns(Columns);
        Steps = [.. funnel.Steps.Select(step => Events(step.Events, step.Filter))];
        Exclusions = [.. funnel.Exclude.Select(exclusion => Events(exclusion.Events.Events, exclusion.Events.Filter))];
        Rules = new AttemptRules
        {
            Steps = Steps.Length,
            Window = Milliseconds(funnel.Window),
            StepWindows = [.. funnel.Steps.Select(step => step.Window is { } own ? Milliseconds(own) : AttemptRules.NoWindow)],
            Optional = [.. funnel.Steps.Select(step => step.Optional)],
            Exclusions = [.. funnel.Exclude.Select(exclusion =>
                (exclusion.AfterStep ?? 0, exclusion.BeforeStep ?? (Steps.Length - 1)))],
            Strict = funnel.Order is FunnelOrder.Strict,
            Unordered = funnel.Order is FunnelOrder.Unordered,
            LastTime = includes ? long.MaxValue : To - 1,
        };
        Held = [.. funnel.HoldConstant.Select(Keys)];
        Breakdown = funnel.Breakdown is { } breakdown ? Keys(breakdown.Property) : null;
        GroupProperty = funnel.Count is FunnelCount.Groups ? Keys(funnel.GroupProperty!) : null;
        Columns.Sessions = funnel.Count is FunnelCount.Sessions;
    }

    public Snapshot Snapshot { get; }

    public FunnelDefinition Funnel { get; }

    /// <summary>What its rows must have.</summary>
    public ShardColumns Columns { get; } = new();

    /// <summary>First instant of an attempt's start, milliseconds.</summary>
    public long From { get; }

    /// <summary>First instant at which none starts any more.</summary>
    public long To { get; }

    /// <summary>First instant at which no step is taken any more.</summary>
    public long Limit { get; }

    public ImmutableArray<FunnelEvents> Steps { get; }

    public ImmutableArray<FunnelEvents> Exclusions { get; }

    /// <summary>On every step's events; null for none.</summary>
    public ShardFilter? Filter { get; }

    public AttemptRules Rules { get; }

    /// <summary>The values that stay the same over an attempt.</summary>
    public ImmutableArray<DimensionKeys> Held { get; }

    /// <summary>Null without a breakdown.</summary>
    public DimensionKeys? Breakdown { get; }

    /// <summary>Whose values make a path each; null when actors do.</summary>
    public DimensionKeys? GroupProperty { get; }

    /// <summary>Whether a path has events of several actors.</summary>
    public bool CrossesActors => GroupProperty is not null;

    /// <summary>Where the buckets of the trend begin, then the range's end; empty without a trend.</summary>
    public ImmutableArray<DateTimeOffset> TrendEdges { get; }

    /// <summary>Null without a trend.</summary>
    public BucketIndex? Trend { get; }

    /// <summary>Whether <see cref="FunnelKernel"/> answers it: nothing but steps in order within one window.</summary>
    public bool IsPlain => Funnel is { Order: FunnelOrder.Sequential, Count: FunnelCount.Actors }
        && Exclusions.IsEmpty && Held.IsEmpty
        && Funnel.Steps.All(step => step is { Window: null, Optional: false });

    /// <returns>The plan; <c>TOO_MANY_BUCKETS</c> for a trend over too many.</returns>
    public static Result<FunnelPlan> Create(Snapshot snapshot, FunnelDefinition funnel)
    {
        if (funnel.Trend is not { } interval)
            return new FunnelPlan(snapshot, funnel, []);
        var calendar = funnel.Calendar;
        return CalendarBuckets.Edges(funnel.Range, interval, calendar.Zone, calendar.WeekStart, QueryRules.MaxBuckets)
            .TryGet(out var edges, out var problem)
            ? new FunnelPlan(snapshot, funnel, edges)
            : problem;
    }

    private FunnelEvents Events(ImmutableArray<string> names, EventFilter? filter)
    {
        var compiled = ShardFilter.Compile(filter, Snapshot);
        compiled?.AddColumns(Columns);
        return new FunnelEvents(CodeSet.Of(names.SelectMany(Snapshot.Names.Sent), Snapshot.Names.Count + 1), compiled);
    }

    private DimensionKeys Keys(PropertyRef property) => new(Snapshot, property, Columns);

    private static long Milliseconds(TimeSpan time) => time.Ticks / TimeSpan.TicksPerMillisecond;
}

/// <summary>Events that are a step or an exclusion.</summary>
/// <param name="Names">Codes of their names.</param>
/// <param name="Filter">Null for none.</param>
internal sealed record FunnelEvents(CodeSet Names, ShardFilter? Filter);
