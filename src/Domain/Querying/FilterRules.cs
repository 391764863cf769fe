using System.Collections.Immutable;

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

    /// <returns>What is too large, or the first comparison without a property; null for a filter that will do.</returns>
    public static Problem? Check(EventFilter filter)
    {
        var size = Measure(filter, 1);
        return size.Depth > MaxDepth
            ? Problem.Invalid("FILTER_TOO_DEEP", $"A filter has at most {MaxDepth} levels.")
            : size.Comparisons > MaxComparisons
            ? Problem.Invalid(
                "FILTER_TOO_LARGE",
                $"A filter has at most {MaxComparisons} comparisons; this one has {size.Comparisons}.")
            : size.Values > MaxValues
            ? Problem.Invalid(
                "FILTER_TOO_LARGE", $"A filter has at most {MaxValues} values; this one has {size.Values}.")
            : CheckProperties(filter);
    }

    internal static Problem? Check(EventFilter? filter, string path) =>
        filter is null ? null : Check(filter)?.Under(path);

    private static Problem? CheckProperties(EventFilter filter) => filter switch
    {
        EventFilter.And and => QueryRules.Each(and.Parts, "and", CheckProperties),
        EventFilter.Or or => QueryRules.Each(or.Parts, "or", CheckProperties),
        EventFilter.Not not => CheckProperties(not.Part)?.Under("not"),
        EventFilter.Exists exists => exists.Property.Check()?.Under("property"),
        EventFilter.In within => within.Property.Check()?.Under("property")
            ?? QueryRules.Each(within.Values, "in", CheckValue),
        EventFilter.Compare compare => compare.Property.Check()?.Under("property") ?? CheckValue(compare.Value),
        _ => null,
    };

    private static Problem? CheckValue(PropertyValue value) =>
        value is PropertyValue.Text text ? QueryRules.Unicode(text.Value) : null;

    // Looks no deeper than it has to, so that no depth can exhaust the stack.
    private static Size Measure(EventFilter filter, int depth) => filter switch
    {
        EventFilter.And and => Measure(and.Parts, depth),
        EventFilter.Or or => Measure(or.Parts, depth),
        EventFilter.Not not => Measure([not.Part], depth),
        EventFilter.In within => new Size(depth, 1, within.Values.Length),
        _ => new Size(depth, 1, 1),
    };

    private static Size Measure(ImmutableArray<EventFilter> parts, int depth)
    {
        var total = new Size(depth, 0, 0);
        if (depth > MaxDepth)
            return total;
        foreach (var part in parts)
        {
            var size = Measure(part, depth + 1);
            total = new Size(
                Math.Max(total.Depth, size.Depth), total.Comparisons + size.Comparisons, total.Values + size.Values);
        }

        return total;
    }

    private readonly record struct Size(int Depth, int Comparisons, int Values);
}
