using Analytics.Columnar.Kernels;

namespace Analytics.Columnar.Tests.Kernels;

public sealed class SelectKernelTests
{
    [Fact]
    public void Every_rank_is_the_one_of_the_sorted_list()
    {
        var random = new Random(5);
        for (var length = 1; length < 60; length++)
        {
            var values = Enumerable.Range(0, length).Select(_ => (long)random.Next(length)).ToArray();
            for (var rank = 0; rank < length; rank++)
                Assert.Equal(values.Order().ElementAt(rank), SelectKernel.Select([.. values], rank));
        }
    }

    [Theory]
    [InlineData(new long[] { 7 }, 5, 70)]
    [InlineData(new long[] { 4, 1, 3, 2 }, 5, 25)]
    [InlineData(new long[] { 10, 0 }, 9, 90)]
    [InlineData(new long[] { 5, 4, 3, 2, 1, 0, 6, 7, 8, 9, 10 }, 9, 90)]
    public void Percentile_lies_between_the_closest_ranks(long[] values, int tenths, long tenfold) =>
        Assert.Equal(tenfold, SelectKernel.TenfoldPercentile(values, tenths));
}
