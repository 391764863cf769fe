using Analytics.Columnar.Encoding;
using Analytics.Columnar.Kernels;

namespace Analytics.Columnar.Tests.Kernels;

public sealed class RankKernelTests
{
    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 100_000)]
    [InlineData(7, 100)]
    [InlineData(300, 4_000)]
    [InlineData(500, 5_000_000)]
    [InlineData(1_000, long.MaxValue)]
    public void Percentiles_are_those_of_the_sorted_list(int count, long most)
    {
        var random = new Random(count);
        var values = Enumerable.Range(0, count).Select(_ => random.NextInt64(most) >> random.Next(40)).ToArray();
        var sorted = values.Order().ToArray();
        var found = new long[count];
        var percentiles = new long[2];

        using var whole = new NativeBuffer<long>();
        using var smaller = new NativeBuffer<long>();
        whole.Append(values);
        smaller.Append([.. values.Select(value => value / 100)]);
        RankKernel.Select(Halves(whole), [.. Enumerable.Range(0, count).Select(rank => (long)rank)], found);
        RankKernel.TenfoldPercentiles(Halves(smaller), [5, 9], percentiles);

        Assert.Equal(sorted, found);
        Assert.Equal(
            [.. new[] { 5, 9 }.Select(tenths => SelectKernel.TenfoldPercentile(smaller.Span.ToArray(), tenths))],
            percentiles);
    }

    private static ReadOnlySpan<NativeSlice<long>> Halves(NativeBuffer<long> values) =>
        (NativeSlice<long>[])[values.Slice(0, values.Count / 2), values.Slice(values.Count / 2, values.Count)];
}
