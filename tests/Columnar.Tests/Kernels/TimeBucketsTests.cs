using Analytics.Columnar.Kernels;
using Analytics.Columnar.Segments;

namespace Analytics.Columnar.Tests.Kernels;

public sealed unsafe class TimeBucketsTests
{
    private const long Hour = 3_600_000;

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    public void Buckets_of_whole_hours_are_those_of_a_search(int shift) =>
        AgreesWithSearch(shift, edges: [7 * Hour, 8 * Hour, 31 * Hour, 54 * Hour, 78 * Hour, 79 * Hour], seed: 1);

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void Buckets_that_begin_at_any_millisecond_are_those_of_a_search(int shift) =>
        AgreesWithSearch(shift, edges: [1_234_567, 9_876_543, 9_876_544, 20_000_001, 50_000_000], seed: 2);

    [Fact]
    public void Buckets_that_begin_long_before_the_first_row_are_found() =>
        AgreesWithSearch(2, edges: [-2_000 * Hour, -376 * Hour, 0, 24 * Hour, 900 * Hour], seed: 3);

    [Fact]
    public void Division_by_multiplication_is_exact()
    {
        var random = new Random(4);
        for (var i = 0; i < 10_000; i++)
        {
            var unit = (uint)random.NextInt64(2, 1L << random.Next(2, 32));
            var offset = random.NextInt64(1L << 32);
            var units = new CoarseUnits(offset, CoarseUnits.Multiplier(unit));
            foreach (var high in new[] { 0u, unit - 1, unit, (uint)random.NextInt64(1L << 32), uint.MaxValue })
                Assert.Equal((ulong)((high + offset) / unit), units.Of(high));
        }
    }

    [Theory]
    [InlineData(-30, 900)]
    [InlineData(3, 40)]
    public void Rows_outside_of_all_buckets_are_told_apart(int first, int last)
    {
        var form = new TimeForm(0, 0);
        using var buckets = new TimeBuckets([.. Enumerable.Range(first, last - first + 1).Select(hour => hour * Hour)]);
        uint[] high = [0, (uint)(3 * Hour) - 1, (uint)(3 * Hour), (uint)(40 * Hour) - 1, (uint)(40 * Hour), uint.MaxValue];
        fixed (uint* highs = high)
        {
            Assert.True(buckets.TryMap(new TimeColumn(highs, null, 0, form, 0), out var map));
            foreach (var instant in high)
            {
                var hour = (int)(instant / Hour);
                var expected = hour < first || hour >= last ? buckets.Count : hour - first;
                Assert.Equal(expected, map.Buckets[Math.Min(map.Units.Of(instant), map.Last)]);
            }
        }
    }

    // Two forms in turn: the shards of one question may have different ones.
    private static void AgreesWithSearch(int shift, long[] edges, int seed)
    {
        var random = new Random(seed);
        using var buckets = new TimeBuckets(edges);
        for (var round = 0; round < 4; round++)
        {
            var form = new TimeForm((edges[0] < 0 ? -(1L << 31) : 0) + (round % 2 * 65_536), shift);
            var first = Math.Max(edges[0], form.Base);
            var times = Enumerable.Range(0, 500).Select(_ => random.NextInt64(first, edges[^1])).Append(edges[^1] - 1).ToArray();
            var high = times.Select(time => (uint)((time - form.Base) >> shift)).ToArray();
            var low = times.Select(time => (ushort)((time - form.Base) & ((1L << shift) - 1))).Append((ushort)0).ToArray();
            var rows = Enumerable.Range(0, times.Length).Select(row => (uint)row).ToArray();
            var found = new int[times.Length];
            fixed (uint* highs = high)
            fixed (ushort* lows = low)
                buckets.Of(new TimeColumn(highs, (byte*)lows, 0, form, 16), rows, found);

            Assert.Equal(times.Select(time => Array.FindLastIndex(edges, edge => edge <= time)), found);
        }
    }
}
