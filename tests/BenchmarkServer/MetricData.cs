using System.Collections.Immutable;

namespace Analytics.BenchmarkServer;

/// <summary>The answer that every server gives: 341 objects. Node/schema.js makes the same.</summary>
public static class MetricData
{
    /// <summary>One metric with 30 points and 10 groups of 30 points.</summary>
    public static MetricResult Revenue { get; } = new(
        "revenue", Amount(0, 1000), Series(0),
        [.. Enumerable.Range(1, 10).Select(group =>
            new MetricGroup([$"group-{group}"], Amount(group, 1000), Series(group)))]);

    private static ImmutableArray<Point> Series(int group) =>
        [.. Enumerable.Range(0, 30).Select(day => new Point(
            new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(day), Amount(group, day)))];

    // The last digit is never zero, so that a decimal and a double are written alike.
    private static decimal Amount(int group, int day) => (100_000 + group * 7_910 + day * 1_310 + 7) / 100m;
}

/// <summary>A metric's answer.</summary>
public sealed record MetricResult(
    string Name, decimal? Total, ImmutableArray<Point> Series, ImmutableArray<MetricGroup> Groups);

/// <summary>One group of a breakdown.</summary>
public sealed record MetricGroup(ImmutableArray<string?> Key, decimal? Total, ImmutableArray<Point> Series);

/// <summary>One bucket.</summary>
public sealed record Point(DateTimeOffset At, decimal? Value);
