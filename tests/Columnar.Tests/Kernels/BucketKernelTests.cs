using Analytics.Columnar.Kernels;
using Analytics.Columnar.Segments;

namespace Analytics.Columnar.Tests.Kernels;

public sealed unsafe class BucketKernelTests
{
    private const long Hour = 3_600_000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(1_001)]
    public void Rows_are_counted_by_name_and_bucket_and_those_outside_apart(int rows)
    {
        var random = new Random(rows);
        var high = Enumerable.Range(0, rows).Select(_ => (uint)random.NextInt64(9 * Hour)).ToArray();
        var names = Enumerable.Range(0, rows).Select(_ => (byte)random.Next(4)).ToArray();
        using var buckets = new TimeBuckets([2 * Hour, 3 * Hour, 5 * Hour, 8 * Hour]);
        var counts = new uint[2 * 4 * 4];
        fixed (uint* highs = high)
        fixed (byte* codes = names)
        fixed (uint* cells = counts)
        {
            Assert.True(buckets.TryMap(new TimeColumn(highs, null, 0, default, 0), out var map));
            BucketKernel.Count(codes, highs, rows, map, cells, 16);
        }

        for (var name = 0; name < 4; name++)
            Assert.Equal(
                Enumerable.Range(0, 4).Select(bucket => (uint)Enumerable.Range(0, rows)
                    .Count(row => names[row] == name && Bucket(high[row]) == bucket)),
                Enumerable.Range(0, 4).Select(bucket => counts[(name * 4) + bucket] + counts[16 + (name * 4) + bucket]));
    }

    [Fact]
    public void Changes_are_each_actor_s_first_rows_in_a_bucket()
    {
        var random = new Random(7);
        uint[] starts = [0, 1, 40, 41, 300, 500];
        var high = new uint[500];
        for (var actor = 0; actor < 5; actor++)
            Enumerable.Range(0, (int)(starts[actor + 1] - starts[actor])).Select(_ => (uint)random.NextInt64(9 * Hour)).Order()
                .ToArray().CopyTo(high, starts[actor]);
        var expected = Enumerable.Range(0, 5)
            .SelectMany(actor => high[(int)starts[actor]..(int)starts[actor + 1]].Select(Bucket).Distinct().Where(bucket => bucket < 3)
                .Select(bucket => (actor, bucket)))
            .ToList();
        using var buckets = new TimeBuckets([2 * Hour, 3 * Hour, 5 * Hour, 8 * Hour]);
        int[] who = new int[501], when = new int[501];
        fixed (uint* highs = high, first = starts)
        fixed (int* whos = who, whens = when)
        {
            Assert.True(buckets.TryMap(new TimeColumn(highs, null, 0, default, 0), out var map));
            var found = BucketKernel.Changes(highs, first, 5, map, whos, whens);
            Assert.Equal(expected, who.Zip(when).Take(found));
        }
    }

    // 3 stands for outside.
    private static int Bucket(uint high) => (high / Hour) switch { 2 => 0, 3 or 4 => 1, 5 or 6 or 7 => 2, _ => 3 };
}
