using Analytics.Domain.Statistics;

namespace Analytics.Domain.Tests.Statistics;

/// <summary>The intervals of Newcombe's paper.</summary>
public sealed class ProportionDifferenceTests
{
    // R. G. Newcombe, Statistics in Medicine 17 (1998) 873-890, table II, method 10.
    [Theory]
    [InlineData(56, 70, 48, 80, 0.0524, 0.3339)]
    [InlineData(9, 10, 3, 10, 0.1705, 0.8090)]
    [InlineData(6, 7, 2, 7, 0.0582, 0.8062)]
    [InlineData(5, 56, 0, 29, -0.0381, 0.1926)]
    [InlineData(0, 10, 0, 20, -0.1611, 0.2775)]
    [InlineData(0, 10, 0, 10, -0.2775, 0.2775)]
    [InlineData(10, 10, 0, 20, 0.6791, 1)]
    [InlineData(10, 10, 0, 10, 0.6075, 1)]
    public void Intervals_are_those_of_the_paper(long hits, long of, long baseHits, long baseOf, double lower, double upper)
    {
        var difference = ProportionDifference.Of(hits, of, baseHits, baseOf)!.Value;

        Assert.Equal(((double)hits / of) - ((double)baseHits / baseOf), difference.Difference, 12);
        Assert.Equal((lower, upper), (Math.Round(difference.Lower, 4), Math.Round(difference.Upper, 4)));
    }

    [Fact]
    public void An_empty_group_has_no_share()
    {
        Assert.Null(ProportionDifference.Of(0, 0, 1, 2));
        Assert.Null(ProportionDifference.Of(1, 2, 0, 0));
    }
}
