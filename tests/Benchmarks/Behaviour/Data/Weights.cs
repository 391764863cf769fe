namespace Analytics.Benchmarks.Behaviour.Data;

/// <summary>The distributions, cumulative unless said otherwise.</summary>
internal static class Weights
{
    private static readonly double[] _shares =
        [0.45, 0.20, 0.08, 0.07, 0.06, 0.03, 0.018, 0.04, 0.008, 0.014, 0.015, 0.015];

    private static readonly double[] _buying =
        [0.36, 0.19, 0.06, 0.05, 0.105, 0.07, 0.048, 0.045, 0.014, 0.033, 0.0125, 0.0125];

    private static readonly double[] _week = [1, 0.97, 0.96, 0.98, 1.1, 1.25, 1.2];

    /// <summary>Names in sessions with the intent to buy.</summary>
    public static readonly double[] Buying = Draws.Cumulative(_buying);

    /// <summary>Names in the other three fourths, so that all together keep the shares.</summary>
    public static readonly double[] Browsing = Draws.Cumulative(
        _shares.Select((share, name) => Math.Max(0, (share - 0.25 * _buying[name]) / 0.75)));

    /// <summary>How late in a purchase a name comes; no weights.</summary>
    public static readonly double[] Stages = [0, 1, 0, 0, 2, 3, 4, 0, 0, 5, 2.5, 3.2];

    public static readonly double[] Countries = Draws.Cumulative(
        Vocabulary.Countries.Select((_, rank) => 1.0 / (rank + 1)));

    public static readonly double[] Devices = Draws.Cumulative([0.6, 0.33, 0.07]);

    public static readonly double[] Sources = Draws.Cumulative([0.28, 0.24, 0.14, 0.1, 0.1, 0.06, 0.05, 0.03]);

    public static readonly double[] Hours = Draws.Cumulative(
    [
        3, 2, 1.5, 1.2, 1.2, 1.6, 2.5, 4, 5.5, 6, 6.2, 6.5, 7, 6.8, 6.2, 6, 6.2, 6.6, 7.2, 8, 8.5, 8, 6.5, 4.5,
    ]);

    public static readonly double[] Days = Draws.Cumulative(
        Enumerable.Range(0, Vocabulary.Days).Select(day => _week[day % 7] * (1 + day * 0.002)));
}
