using Analytics.Columnar.Segments;

namespace Analytics.Columnar.Tests.Shards;

public sealed unsafe class TimeColumnTests
{
    [Theory]
    [InlineData(0)]                       // all at one instant
    [InlineData(1_000)]
    [InlineData(4_294_000_000)]           // the last without low bits
    [InlineData(4_294_967_295)]
    [InlineData(15_552_000_000)]          // 180 days
    [InlineData(315_360_000_000)]         // ten years
    [InlineData(250_000_000_000_000)]     // nearly 8,000 years
    public void Times_come_back_and_edges_divide_them(long span)
    {
        var random = new Random(7);
        var first = 1_700_000_000_123;
        var times = Enumerable.Range(0, 999).Select(_ => first + random.NextInt64(span + 1)).ToArray();
        (times[3], times[4]) = (first, first + span);
        var form = TimeForm.Of(first, first + span);
        var high = times.Select(time => checked((uint)((time - form.Base) >> form.Shift))).ToArray();
        var low = times.Select(time => (ushort)((time - form.Base) & ((1L << form.Shift) - 1))).Append((ushort)0).ToArray();

        fixed (uint* highs = high)
        fixed (ushort* lows = low)
        {
            var column = new TimeColumn(highs, (byte*)lows, 0, form, 16);

            for (var row = 0; row < times.Length; row++)
                Assert.Equal(times[row], column.At(row));
            foreach (var edge in times.Take(20).SelectMany(time => new[] { time - 1, time, time + 1, time / 86_400_000 * 86_400_000 })
                .Append(0).Append(first + (2 * span) + 70_000).Append(long.MaxValue))
            {
                var exact = column.Coarse(edge, out var bound);
                for (var row = 0; row < times.Length; row++)
                    if (high[row] != bound || exact)
                        Assert.Equal(times[row] < edge, high[row] < bound);
            }
            Assert.True(column.Coarse((first / 86_400_000 * 86_400_000) + 86_400_000, out _) || form.Shift > 10);
        }
    }
}
