namespace Analytics.Domain.Querying;

/// <summary>How large a condition may be: each row of a scan pays for each comparison.</summary>
public static class FilterRules
{
    /// <summary>Most levels of conditions in conditions.</summary>
    public const int MaxDepth = 50;

    /// <summary>Most comparisons of one filter.</summary>
    public const int MaxComparisons = 1_000;

    /// <summary>Most values that one filter compares with.</summary>
    public const int MaxValues = 10_000;

    /// <returns>What is too large; null for a filter within the limits.</returns>
    public static Problem? Check(EventFilter filter)
    {
        var size = Measure(filter);
        return size.Depth > MaxDepth
            ? Problem.Invalid("FILTER_TOO_DEEP", $"A filter has at most {MaxDepth} levels; this one has {size.Depth}.")
            : size.Comparisons > MaxComparisons
            ? Problem.Invalid(
                "FILTER_TOO_LARGE",
                $"A filter has at most {MaxComparisons} comparisons; this one has {size.Comparisons}.")
            : size.Values > MaxValues
            ? Problem.Invalid(
                "FILTER_TOO_LARGE", $"A filter has at most {MaxValues} values; this one has {size.Values}.")
            : null;
    }

    private static Size Measure(EventFilter filter) => filter switch
    {
        EventFilter.And and => Measure(and.Parts),
        EventFilter.Or or => Measure(or.Parts),
        EventFilter.Not not => Measure([not.Part]),
        EventFilter.In within => new Size(1, 1, within.Values.Length),
        _ => new Size(1, 1, 1),
    };

    private static Size Measure(IReadOnlyList<EventFilter> parts)
    {
        var total = new Size(1, 0, 0);
        foreach (var part in parts)
        {
            var size = Measure(part);
            total = new Size(
                Math.Max(total.Depth, size.Depth + 1), total.Comparisons + size.Comparisons, total.Values + size.Values);
        }

        return total;
    }

    private readonly record struct Size(int Depth, int Comparisons, int Values);
}
