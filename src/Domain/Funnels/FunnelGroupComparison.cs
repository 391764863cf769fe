using System.Collections.Immutable;
using Analytics.Domain.Querying;
using Analytics.Domain.Statistics;

namespace Analytics.Domain.Funnels;

/// <summary>The groups of a funnel beside one of them: whether their conversion differs by more than chance.</summary>
/// <param name="Baseline">The group that the others are compared with.</param>
/// <param name="Groups">The others that are shown, in the order of the funnel's.</param>
public sealed record FunnelGroupComparison(FunnelGroupRate Baseline, ImmutableArray<FunnelGroupDifference> Groups)
{
    /// <summary>Compares the groups of a funnel that are shown.</summary>
    /// <param name="result">Counts actors or groups: attempts of one actor, and his sessions, are not independent of each
    /// other, as the tests take them to be.</param>
    /// <param name="step">Up to which step, from 1.</param>
    /// <param name="baseline">Which group the others are compared with; null for the first.</param>
    /// <returns>The comparison, or what is wrong: <c>FUNNEL_COUNT</c>, <c>BASELINE_UNKNOWN</c>.</returns>
    public static Result<FunnelGroupComparison> Of(FunnelResult result, int step, GroupKey? baseline)
    {
        if (result.Definition.Count is FunnelCount.Attempts or FunnelCount.Sessions)
            return Problem.Invalid("FUNNEL_COUNT", "Only groups of a funnel that counts ACTORS or GROUPS are compared.", "step");
        var rates = result.Groups.Select(group => Rate(group, step)).ToList();
        var at = baseline is { } key ? rates.FindIndex(rate => new GroupKey(rate.Key) == key) : 0;
        if (at < 0 || rates.Count == 0)
            return Problem.Invalid("BASELINE_UNKNOWN", "No group that is shown has this key.", "baseline");
        var from = rates[at];
        rates.RemoveAt(at);
        var tests = rates.Select(rate => Table(rate, from).Test()).ToList();
        var q = BenjaminiHochberg.QValues([.. tests.Select(test => test?.PValue)]);
        return new FunnelGroupComparison(from, [.. rates.Select((rate, i) => Difference(rate, from, tests[i], q[i]))]);
    }

    private static FunnelGroupRate Rate(FunnelGroup group, int step)
    {
        var (entered, converted) = (group.Steps[0].Count, group.Steps[step].Count);
        return new FunnelGroupRate(group.Key, entered, converted, entered > 0 ? (double)converted / entered : null);
    }

    private static TwoByTwo Table(FunnelGroupRate rate, FunnelGroupRate from) =>
        new(rate.Converted, rate.Entered - rate.Converted, from.Converted, from.Entered - from.Converted);

    private static FunnelGroupDifference Difference(
        FunnelGroupRate rate, FunnelGroupRate from, Significance? test, double? q)
    {
        var difference = ProportionDifference.Of(rate.Converted, rate.Entered, from.Converted, from.Entered);
        return new FunnelGroupDifference(
            rate.Key, rate.Entered, rate.Converted, rate.Rate, difference?.Difference, difference?.Lower, difference?.Upper,
            test?.PValue, q, test?.Test);
    }
}

/// <summary>How many of a group convert.</summary>
/// <param name="Key">One entry: the value as text, null where events lack it.</param>
/// <param name="Entered">Those at the first step.</param>
/// <param name="Converted">Those of them at the step compared.</param>
/// <param name="Rate">Converted by entered, 0 to 1; null when nobody entered.</param>
public sealed record FunnelGroupRate(ImmutableArray<string?> Key, long Entered, long Converted, double? Rate);

/// <summary>How much more or less of a group converts than of the baseline.</summary>
/// <param name="Key">One entry: the value as text, null where events lack it.</param>
/// <param name="Entered">Those at the first step.</param>
/// <param name="Converted">Those of them at the step compared.</param>
/// <param name="Rate">Converted by entered, 0 to 1; null when nobody entered.</param>
/// <param name="Difference">The rate less that of the baseline, -1 to 1; null when nobody entered one of the two, as are
/// the ends of its interval.</param>
/// <param name="Lower">Lower end of the 95 % interval of the difference (Newcombe's method 10, from Wilson's score).</param>
/// <param name="Upper">Upper end.</param>
/// <param name="PValue">How likely a difference as large is where there is none, 0 to 1; null where a group is empty, and
/// where all or none convert.</param>
/// <param name="QValue">The same corrected for all groups that are compared (Benjamini, Hochberg); null likewise.</param>
/// <param name="Test">Which test says so; null likewise.</param>
public sealed record FunnelGroupDifference(
    ImmutableArray<string?> Key,
    long Entered,
    long Converted,
    double? Rate,
    double? Difference,
    double? Lower,
    double? Upper,
    double? PValue,
    double? QValue,
    IndependenceTest? Test);
