using Analytics.Domain.Access;

namespace Analytics.Domain.Tests.Access;

public sealed class KeyRateLimitTests : TimeProvider
{
    private static readonly Guid _key = Guid.Parse("11111111-1111-1111-1111-111111111111");
    private static readonly Guid _other = Guid.Parse("22222222-2222-2222-2222-222222222222");

    private readonly KeyRateLimit _limit;
    private DateTimeOffset _now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public KeyRateLimitTests() => _limit = new KeyRateLimit(this);

    public override DateTimeOffset GetUtcNow() => _now;

    [Fact]
    public void A_key_may_be_a_second_ahead_of_its_rate_and_no_more()
    {
        for (var i = 0; i < 11; i++)
            Assert.Null(_limit.Take(_key, 10, 1));

        Assert.Equal(TimeSpan.FromMilliseconds(100), _limit.Take(_key, 10, 1));
        Assert.Null(_limit.Take(_other, 10, 1));
    }

    [Fact]
    public void A_batch_is_taken_whole_and_the_next_one_waits_for_it()
    {
        Assert.Null(_limit.Take(_key, 100, 1_000));

        Assert.Equal(TimeSpan.FromSeconds(9), _limit.Take(_key, 100, 1));
        _now += TimeSpan.FromSeconds(8.999);
        Assert.NotNull(_limit.Take(_key, 100, 1));
        _now += TimeSpan.FromSeconds(0.001);
        Assert.Null(_limit.Take(_key, 100, 1));
    }

    [Fact]
    public void Over_a_minute_a_key_gets_its_rate()
    {
        var taken = 0;
        for (var end = _now.AddMinutes(1); _now < end; _now += TimeSpan.FromMilliseconds(7))
            if (_limit.Take(_key, 50, 1) is null)
                taken++;

        Assert.InRange(taken, 60 * 50, 60 * 50 + 52);
    }

    [Fact]
    public void Asking_takes_nothing()
    {
        for (var i = 0; i < 1_000; i++)
            Assert.Null(_limit.Take(_key, 1, 0));
        Assert.Null(_limit.Take(_key, 1, 2));
        Assert.NotNull(_limit.Take(_key, 1, 0));
    }
}
