using Analytics.Domain.Statistics;

namespace Analytics.Domain.Tests.Statistics;

/// <summary>Tables of the literature give its figures.</summary>
public sealed class TwoByTwoTests
{
    // J. M. Bland, D. G. Altman, The odds ratio, BMJ 320 (2000) 1468: hay fever by eczema in children of 11.
    private static readonly TwoByTwo _eczema = new(141, 420, 928, 13_525);

    // R. A. Fisher, The Design of Experiments (1935): the lady tasting tea.
    private static readonly TwoByTwo _tea = new(3, 1, 1, 3);

    // R. A. Fisher (1962), as in the help page of R's fisher.test: convictions of like-sex twins of criminals.
    private static readonly TwoByTwo _twins = new(2, 15, 10, 3);

    // A. Agresti, Categorical Data Analysis (2002): myocardial infarction under placebo and aspirin.
    private static readonly TwoByTwo _aspirin = new(189, 10_845, 104, 10_933);

    [Fact]
    public void Odds_ratio_and_its_interval_are_those_of_the_literature()
    {
        var eczema = _eczema.Odds()!.Value;
        Assert.Equal((4.89, 4.00, 5.99, false), (Round(eczema.Ratio), Round(eczema.Lower), Round(eczema.Upper), eczema.Corrected));
        var aspirin = _aspirin.Odds()!.Value;
        Assert.Equal((1.83, 1.44, 2.33), (Round(aspirin.Ratio), Round(aspirin.Lower), Round(aspirin.Upper)));
    }

    [Fact]
    public void An_empty_cell_raises_all_by_a_half()
    {
        var odds = new TwoByTwo(0, 10, 5, 5).Odds()!.Value;

        // 0.5 * 5.5 / (10.5 * 5.5), and 1.96 errors of the root of 2 + 1/10.5 + 2/5.5.
        Assert.True(odds.Corrected);
        Assert.Equal(0.5 / 10.5, odds.Ratio, 12);
        Assert.Equal(Math.Log(0.5 / 10.5) - (1.959963984540054 * Math.Sqrt(2 + (1 / 10.5) + (2 / 5.5))), Math.Log(odds.Lower), 12);
    }

    [Fact]
    public void Exact_test_is_that_of_the_literature()
    {
        Assert.Equal(0.4857143, _tea.FisherExact(), 7);
        Assert.Equal(0.0005367241, _twins.FisherExact(), 10);
        Assert.Equal(IndependenceTest.FisherExact, _tea.Test()!.Value.Test);
    }

    [Fact]
    public void Chi_square_is_that_of_the_literature()
    {
        // X2 = 25.01 with one degree of freedom.
        Assert.Equal(5.7e-7, _aspirin.ChiSquare(), 8);
        Assert.Equal(new Significance(_aspirin.ChiSquare(), IndependenceTest.ChiSquare), _aspirin.Test());
        // X2 = 3.841 is 5 %: 1.96 squared. 50 of 100 against 36.139 of 100 would be it; the nearest table lies beside.
        Assert.InRange(new TwoByTwo(50, 50, 36, 64).ChiSquare(), 0.045, 0.05);
    }

    [Fact]
    public void Exact_test_agrees_with_the_sum_over_all_tables()
    {
        for (var a = 0; a <= 7; a++)
            for (var b = 0; b <= 7; b++)
                for (var c = 0; c <= 7; c++)
                    for (var d = 0; d <= 7; d++)
                        if (new TwoByTwo(a, b, c, d) is { IsDegenerate: false } table)
                            Assert.Equal(ByEnumeration(a, b, c, d), table.FisherExact(), 10);
    }

    [Fact]
    public void Many_members_take_no_more_steps_than_the_smallest_group()
    {
        Assert.Equal(1, new TwoByTwo(0, 3, 0, 2_000_000_000).Odds() is null ? 1 : 0);
        Assert.InRange(new TwoByTwo(3, 0, 1_000_000_000, 1_000_000_000).FisherExact(), 0.2499, 0.2501);
        Assert.Equal(0, new TwoByTwo(20_000, 0, 0, 20_000).FisherExact());
    }

    [Fact]
    public void Groups_that_cannot_be_told_apart_have_no_figures()
    {
        foreach (var table in (TwoByTwo[])[new(0, 0, 1, 2), new(1, 2, 0, 0), new(0, 5, 0, 7), new(5, 0, 7, 0)])
        {
            Assert.Null(table.Odds());
            Assert.Null(table.Test());
        }
    }

    // All tables of the same margins, by factorials.
    private static double ByEnumeration(int a, int b, int c, int d)
    {
        double Probability(int x) => Choose(a + b, x) * Choose(c + d, a + c - x) / Choose(a + b + c + d, a + c);
        return Enumerable.Range(0, a + b + c + d + 1).Select(Probability).Where(one => one <= Probability(a) * (1 + 1e-7)).Sum();
    }

    private static double Choose(int n, int k)
    {
        if (k < 0 || k > n)
            return 0;
        var result = 1.0;
        for (var i = 1; i <= k; i++)
            result = result * (n - k + i) / i;
        return result;
    }

    private static double Round(double value) => Math.Round(value, 2);
}
