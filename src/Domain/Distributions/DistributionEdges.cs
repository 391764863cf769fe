using System.Collections.Immutable;
using Analytics.Domain.Querying;

namespace Analytics.Domain.Distributions;

/// <summary>Where one bucket of a histogram ends and the next one begins.</summary>
public static class DistributionEdges
{
    /// <summary>Most edges of one histogram.</summary>
    public const int Most = 100;

    /// <summary>The farthest that an edge lies from 0.</summary>
    public const decimal Farthest = 1_000_000_000_000;

    private const int Minute = 60;
    private const int Hour = 60 * Minute;
    private const int Day = 24 * Hour;

    /// <summary>Of times, in seconds: from a second to a year.</summary>
    public static ImmutableArray<decimal> OfTimes { get; } =
    [
        1, 10, 30, Minute, 5 * Minute, 15 * Minute, 30 * Minute, Hour, 3 * Hour, 6 * Hour, 12 * Hour,
        Day, 2 * Day, 3 * Day, 7 * Day, 14 * Day, 30 * Day, 60 * Day, 90 * Day, 180 * Day, 365 * Day,
    ];

    /// <summary>Of numbers of events: each up to 5 by itself, then wider and wider.</summary>
    public static ImmutableArray<decimal> OfCounts { get; } =
        [2, 3, 4, 5, 6, 11, 21, 51, 101, 201, 501, 1_001, 2_001, 5_001, 10_001, 100_001, 1_000_001];

    /// <summary>Of sums: 1, 2 and 5 by every power of ten up to a million.</summary>
    public static ImmutableArray<decimal> OfSums { get; } =
    [
        0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000,
    ];

    /// <summary>Whether edges ascend and lie where values can.</summary>
    /// <param name="edges">Empty for those by default.</param>
    /// <param name="least">No value is smaller; null where there is no least.</param>
    internal static Problem? Check(ImmutableArray<decimal> edges, decimal? least)
    {
        if (QueryRules.InRange(edges.Length, 0, Most, "edges") is { } problem)
            return problem;
        for (var i = 0; i < edges.Length; i++)
            if (Math.Abs(edges[i]) > Farthest || edges[i] <= (i > 0 ? edges[i - 1] : least ?? decimal.MinValue))
                return Problem.Invalid(
                    "EDGES_INVALID",
                    QueryRules.Text($"Edges of a histogram ascend{(least is { } low ? FormattableString.Invariant($" from above {low}") : "")} and lie within {Farthest} of 0."),
                    QueryRules.Text($"edges[{i}]"));
        return null;
    }
}
