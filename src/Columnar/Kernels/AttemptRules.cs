namespace Analytics.Columnar.Kernels;

/// <summary>How an attempt at a funnel goes on, times in milliseconds.</summary>
internal sealed class AttemptRules
{
    /// <summary>Stands for no limit of its own.</summary>
    public const long NoWindow = long.MaxValue;

    /// <summary>Number of steps.</summary>
    public required int Steps { get; init; }

    /// <summary>Longest time from the attempt's first event, inclusive.</summary>
    public required long Window { get; init; }

    /// <summary>Longest time from the event taken before, by step, inclusive.</summary>
    public required long[] StepWindows { get; init; }

    /// <summary>Whether an attempt may go on without it, by step.</summary>
    public required bool[] Optional { get; init; }

    /// <summary>Between which steps taken each exclusion ends an attempt.</summary>
    public required (int After, int Before)[] Exclusions { get; init; }

    /// <summary>The very next event must be the next step.</summary>
    public required bool Strict { get; init; }

    /// <summary>Each event takes the lowest step that is not taken; step n is the n-th event taken.</summary>
    public required bool Unordered { get; init; }

    /// <summary>The last instant of a question that lets no event count behind its range.</summary>
    public required long LastTime { get; init; }
}
