namespace Analytics.Benchmarks.Behaviour.Data;

/// <summary>Random draws that depend on the seed alone, on every machine: SplitMix64.</summary>
internal sealed class Draws(ulong seed)
{
    private ulong _state = seed;

    /// <summary>Below 1.</summary>
    public double Next() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    public int Next(int below) => (int)(Next() * below);

    public double Exponential(double mean) => -mean * Math.Log(1 - Next());

    /// <summary>An index of the cumulative weights.</summary>
    public int Pick(double[] cumulative) => Find(cumulative, Next());

    public static int Find(double[] cumulative, double share)
    {
        var index = Array.BinarySearch(cumulative, share);
        return Math.Min(index < 0 ? ~index : index + 1, cumulative.Length - 1);
    }

    public static double[] Cumulative(IEnumerable<double> weights)
    {
        var sums = weights.ToArray();
        for (var i = 1; i < sums.Length; i++)
            sums[i] += sums[i - 1];
        for (var i = 0; i < sums.Length; i++)
            sums[i] /= sums[^1];
        sums[^1] = 1;
        return sums;
    }

    private ulong NextBits()
    {
        var bits = _state += 0x9E3779B97F4A7C15;
        bits = (bits ^ bits >> 30) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ bits >> 27) * 0x94D049BB133111EB;
        return bits ^ bits >> 31;
    }
}
