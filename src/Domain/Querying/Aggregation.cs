namespace Analytics.Domain.Querying;

/// <summary>What is computed over the matching events.</summary>
public enum Aggregation
{
    /// <summary>Number of events.</summary>
    Count,

    /// <summary>Exact decimal sum of a numeric property; events without it add nothing.</summary>
    Sum,

    /// <summary>Exact number of distinct actors; events without an actor do not count.</summary>
    UniqueActors,

    /// <summary>Exact number of sessions with a matching event; events without an actor do not count.</summary>
    UniqueSessions,

    /// <summary>Mean of a numeric property over the events that have it; null without any.</summary>
    Avg,

    /// <summary>Least number; null without any.</summary>
    Min,

    /// <summary>Greatest number; null without any.</summary>
    Max,

    /// <summary>Percentile 50, type 7; null without any number.</summary>
    Median,

    /// <summary>A percentile, type 7 (linear between closest ranks); null without any number.</summary>
    Percentile,

    /// <summary>Exact number of distinct values of a property, of whatever type; missing and null are none.</summary>
    CountDistinct,

    /// <summary>Matching events of actors divided by distinct actors, or the sum of the numeric property of their
    /// events when one is named; null without an actor.</summary>
    PerActorAvg,
}

/// <summary>What holds of aggregations.</summary>
public static class AggregationRules
{
    /// <summary>True for those that are 0 over no events; the others are null.</summary>
    public static bool IsZeroWhenEmpty(this Aggregation aggregation) => aggregation
        is Aggregation.Count or Aggregation.Sum or Aggregation.UniqueActors or Aggregation.UniqueSessions
        or Aggregation.CountDistinct;
}
