using System.Globalization;
using System.Text;
using Analytics.GraphQL.Execution.Pipeline;

namespace Analytics.GraphQL.Tests.Execution.Pipeline;

public sealed class BoundedCacheTests
{
    [Fact]
    public void Long_keys_take_the_room_of_many_short_ones()
    {
        var cache = new BoundedCache<object>(capacity: 1_000, maxBytes: 10_000);
        for (var number = 0; number < 500; number++)
            cache.Add(Key(number, 1_000), new object());
        Assert.InRange(cache.Count, 1, 10);
    }

    [Fact]
    public void Key_beyond_the_room_is_not_kept()
    {
        var cache = new BoundedCache<object>(capacity: 10, maxBytes: 100);
        cache.Add(Key(1, 101), new object());
        Assert.Equal(0, cache.Count);
    }

    [Fact]
    public void What_is_asked_for_outlives_a_flood()
    {
        var cache = new BoundedCache<object>(capacity: 100, maxBytes: 10_000);
        var used = Key(-1, 10);
        cache.Add(used, new object());
        for (var number = 0; number < 1_000; number++)
        {
            Assert.True(cache.TryGet(used, out _));
            cache.Add(Key(number, 50), new object());
        }

        Assert.InRange(cache.Count, 1, 100);
    }

    [Fact]
    public void Many_threads_at_once_neither_lose_count_of_bytes_nor_go_beyond_the_bounds()
    {
        const int threads = 8, capacity = 50;
        var cache = new BoundedCache<string>(capacity, maxBytes: 2_000);
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, thread =>
        {
            var random = new Random(thread);
            for (var round = 0; round < 5_000; round++)
            {
                var number = random.Next(200);
                var key = Key(number, 10 + number % 60);
                if (cache.TryGet(key, out var value))
                    Assert.Equal($"{number}", value);
                else
                    cache.Add(key, $"{number}");
                Assert.InRange(cache.Count, 0, capacity + threads);
            }
        });
        // Had bytes been lost from the count or forgotten in it, the room would have shrunk or grown.
        Assert.Equal(20, Fill(cache, from: 1_000, length: 100));
        Assert.Equal(capacity, Fill(cache, from: 2_000, length: 10));
    }

    // The most entries that there were at a time, once what was there before has gone.
    private static int Fill(BoundedCache<string> cache, int from, int length)
    {
        var most = 0;
        for (var number = 0; number < 1_000; number++)
        {
            cache.Add(Key(from + number, length), "more");
            if (number > 500)
                most = Math.Max(most, cache.Count);
        }
        return most;
    }

    private static byte[] Key(int number, int length) =>
        Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture).PadRight(length, '#'));
}
