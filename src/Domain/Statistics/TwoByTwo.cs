using MathNet.Numerics;

namespace Analytics.Domain.Statistics;

/// <summary>Two groups by two outcomes.</summary>
/// <param name="A">In the first group, with the outcome.</param>
/// <param name="B">In the first group, without it.</param>
/// <param name="C">In the second group, with the outcome.</param>
/// <param name="D">In the second group, without it.</param>
public readonly record struct TwoByTwo(long A, long B, long C, long D)
{
    // 97.5 % of a standard normal distribution lie below.
    internal const double Z = 1.959963984540054;

    // Probabilities that differ by less than this part are one, as in R's fisher.test.
    private const double Same = 1 + 1e-7;

    /// <summary>Whether a group or an outcome is empty: then the groups cannot be told apart.</summary>
    public bool IsDegenerate => A + B == 0 || C + D == 0 || A + C == 0 || B + D == 0;

    /// <summary>The odds of the outcome in the first group by those in the second, with its 95 % interval.</summary>
    /// <returns>Null where a group or an outcome is empty.</returns>
    /// <remarks>B. Woolf, Annals of Human Genetics 19 (1955): a normal interval of the logarithm. Where a cell is 0 all get
    /// 0.5 more: J. B. S. Haldane, ibid. 20 (1956), F. J. Anscombe, Biometrika 43 (1956).</remarks>
    public OddsRatio? Odds()
    {
        if (IsDegenerate)
            return null;
        var corrected = A == 0 || B == 0 || C == 0 || D == 0;
        var more = corrected ? 0.5 : 0;
        var (a, b, c, d) = (A + more, B + more, C + more, D + more);
        var logarithm = Math.Log(a) + Math.Log(d) - Math.Log(b) - Math.Log(c);
        var error = Math.Sqrt((1 / a) + (1 / b) + (1 / c) + (1 / d));
        return new OddsRatio(
            Math.Exp(logarithm), Math.Exp(logarithm - (Z * error)), Math.Exp(logarithm + (Z * error)), corrected);
    }

    /// <summary>How likely a difference as large is where the groups do not differ.</summary>
    /// <returns>Fisher's exact test where an expected number is below 5, else Pearson's; null where a group or an outcome is
    /// empty.</returns>
    /// <remarks>The limit of 5: W. G. Cochran, Biometrics 10 (1954).</remarks>
    public Significance? Test()
    {
        if (IsDegenerate)
            return null;
        var smallest = (double)Math.Min(A + B, C + D) * Math.Min(A + C, B + D) / (A + B + C + D);
        return smallest < 5
            ? new Significance(FisherExact(), IndependenceTest.FisherExact)
            : new Significance(ChiSquare(), IndependenceTest.ChiSquare);
    }

    /// <summary>Pearson's chi-square test, one degree of freedom, without correction for continuity.</summary>
    /// <returns>p in [0, 1]; NaN where a group or an outcome is empty.</returns>
    /// <remarks>K. Pearson, Philosophical Magazine 50 (1900).</remarks>
    public double ChiSquare()
    {
        var difference = ((double)A * D) - ((double)B * C);
        var root = difference * Math.Sqrt(A + B + C + D)
            / Math.Sqrt((double)(A + B) * (C + D)) / Math.Sqrt((double)(A + C) * (B + D));
        return SpecialFunctions.Erfc(Math.Abs(root) / Constants.Sqrt2);
    }

    /// <summary>Fisher's exact test, two-sided: all tables with these margins that are no likelier than this one.</summary>
    /// <returns>p in [0, 1].</returns>
    /// <remarks>R. A. Fisher, Journal of the Royal Statistical Society 98 (1935). Takes as many steps as the smallest group or
    /// outcome has members.</remarks>
    public double FisherExact()
    {
        var (row, column, all) = (A + B, A + C, A + B + C + D);
        var (least, most) = (Math.Max(0, row + column - all), Math.Min(row, column));
        // The likeliest table weighs 1; each other one by what the hypergeometric distribution has from neighbour to neighbour.
        var mode = Math.Clamp((long)((row + 1.0) * (column + 1.0) / (all + 2.0)), least, most);
        var own = Weight(mode, A, row, column, all);
        return Math.Min(1, (Tail(mode, least, -1) + Tail(mode, most, 1)) / (Sum(mode, least, -1) + Sum(mode, most, 1) - 1));

        double Tail(long from, long to, int step) => Walk(from, to, step, skip: step > 0, own * Same);
        double Sum(long from, long to, int step) => Walk(from, to, step, skip: false, double.PositiveInfinity);

        double Walk(long from, long to, int step, bool skip, double most)
        {
            var (sum, weight) = (0.0, 1.0);
            for (var x = from; ; x += step)
            {
                if (weight <= most && !(skip && x == from))
                    sum += weight;
                if (x == to)
                    return sum;
                weight *= step > 0 ? Up(x, row, column, all) : 1 / Up(x - 1, row, column, all);
            }
        }
    }

    private static double Weight(long mode, long at, long row, long column, long all)
    {
        var weight = 1.0;
        for (var x = mode; x < at; x++)
            weight *= Up(x, row, column, all);
        for (var x = mode; x > at; x--)
            weight /= Up(x - 1, row, column, all);
        return weight;
    }

    // How much likelier x + 1 is than x.
    private static double Up(long x, long row, long column, long all) =>
        (double)(row - x) * (column - x) / ((x + 1.0) * (all - row - column + x + 1.0));
}

/// <summary>How many times higher the odds are in one group than in another.</summary>
/// <param name="Ratio">1 where they are alike.</param>
/// <param name="Lower">Lower end of the 95 % interval.</param>
/// <param name="Upper">Upper end.</param>
/// <param name="Corrected">Whether a number was 0, and all were raised by 0.5 (Haldane, Anscombe).</param>
public readonly record struct OddsRatio(double Ratio, double Lower, double Upper, bool Corrected);

/// <summary>The outcome of a test.</summary>
/// <param name="PValue">How likely a difference as large is where there is none, 0 to 1.</param>
/// <param name="Test">Which test says so.</param>
public readonly record struct Significance(double PValue, IndependenceTest Test);

/// <summary>Tests whether two groups differ in the share of an outcome.</summary>
public enum IndependenceTest
{
    /// <summary>Pearson's chi-square, without correction for continuity.</summary>
    ChiSquare,

    /// <summary>Fisher's exact test, two-sided: where an expected number is below 5.</summary>
    FisherExact,
}
