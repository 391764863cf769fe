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

    private static byte[] Key(int number, int length) =>
        Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture).PadRight(length, '#'));
}
