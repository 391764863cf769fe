using Analytics.TestKit;

namespace Analytics.Infrastructure.Tests;

public sealed class FakeTimeTests
{
    [Fact]
    public void It_stands_until_it_is_moved()
    {
        var clock = new FakeTime();
        var start = clock.GetTimestamp();
        clock.Advance(TimeSpan.FromMinutes(3));

        Assert.Equal(new DateTimeOffset(2024, 1, 1, 0, 3, 0, TimeSpan.Zero), clock.GetUtcNow());
        Assert.Equal(TimeSpan.FromMinutes(3), clock.GetElapsedTime(start));
        Assert.Throws<ArgumentOutOfRangeException>(() => clock.Advance(TimeSpan.FromTicks(-1)));
    }

    [Fact]
    public void Timers_fire_in_the_order_of_their_times_and_see_those_times()
    {
        var clock = new FakeTime();
        var seen = new List<string>();
        using var late = clock.CreateTimer(_ => seen.Add($"late {clock.GetUtcNow():mm}"), null, TimeSpan.FromMinutes(5), Timeout.InfiniteTimeSpan);
        using var often = clock.CreateTimer(_ => seen.Add($"often {clock.GetUtcNow():mm}"), null, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(2));
        clock.Advance(TimeSpan.FromMinutes(6));

        Assert.Equal(["often 02", "often 04", "late 05", "often 06"], seen);
    }

    [Fact]
    public async Task A_delay_ends_when_its_time_has_come()
    {
        var clock = new FakeTime();
        var delay = Task.Delay(TimeSpan.FromSeconds(10), clock);
        clock.Advance(TimeSpan.FromSeconds(9));
        Assert.False(delay.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));

        await delay.WaitAsync(TimeSpan.FromSeconds(10));
    }
}
