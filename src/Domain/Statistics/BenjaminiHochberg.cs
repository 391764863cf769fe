using System.Collections.Immutable;

namespace Analytics.Domain.Statistics;

/// <summary>Correction for looking at many tests at once.</summary>
/// <remarks>Y. Benjamini, Y. Hochberg, Journal of the Royal Statistical Society B 57 (1995).</remarks>
public static class BenjaminiHochberg
{
    /// <summary>The least share of false discoveries at which each test would be called significant.</summary>
    /// <param name="pValues">0 to 1; null for a test that could not be made, which does not count.</param>
    /// <returns>One q-value a p-value, 0 to 1, null for null.</returns>
    public static ImmutableArray<double?> QValues(IReadOnlyList<double?> pValues)
    {
        var order = Enumerable.Range(0, pValues.Count).Where(index => pValues[index] is not null)
            .OrderBy(index => pValues[index]).ToArray();
        var q = new double?[pValues.Count];
        var least = 1.0;
        for (var rank = order.Length; rank > 0; rank--)
        {
            least = Math.Min(least, pValues[order[rank - 1]]!.Value * order.Length / rank);
            q[order[rank - 1]] = least;
        }
        return [.. q];
    }
}
