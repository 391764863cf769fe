using Analytics.GraphQL.Types.Annotations;

namespace Analytics.BenchmarkServer;

/// <summary>What the engine's server answers.</summary>
[QueryType]
public static class Queries
{
    /// <summary>The shortest answer.</summary>
    public static string Hello => "world";

    /// <summary>The analytics answer, from memory.</summary>
    public static MetricResult GetMetric(string name, RangeInput range, Interval? interval, int? limit) =>
        name == MetricData.Revenue.Name
            ? MetricData.Revenue
            : throw new ArgumentException($"{name} between {range.From} and {range.To} by {interval}, {limit} groups");
}

/// <summary>From one instant to another.</summary>
public sealed record RangeInput(DateTimeOffset From, DateTimeOffset To);

/// <summary>Bucket sizes.</summary>
public enum Interval
{
    /// <summary>Days.</summary>
    Day,

    /// <summary>Hours.</summary>
    Hour,
}
