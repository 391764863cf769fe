using Analytics.Infrastructure.Collection;
using Analytics.TestKit;

namespace Analytics.Infrastructure.Tests.Collection;

public sealed class CommitPaceTests
{
    private readonly FakeTime _clock = new();

    [Fact]
    public void Who_is_refused_comes_back_when_what_waits_is_written_at_the_pace_of_late()
    {
        var pace = new CommitPace(4_000, _clock);
        Assert.Equal(TimeSpan.FromSeconds(1), pace.TimeFor(100_000));   // nothing is known yet
        for (var commit = 0; commit < 20; commit++)
            Commit(pace, TimeSpan.FromSeconds(0.25));

        Assert.Equal(TimeSpan.FromSeconds(1), pace.TimeFor(100));
        Assert.Equal(TimeSpan.FromSeconds(3), pace.TimeFor(40_001));    // 11 commits
        Assert.Equal(TimeSpan.FromSeconds(30), pace.TimeFor(1_000_000));
    }

    [Fact]
    public void While_a_commit_is_held_up_who_is_refused_waits_longer_each_time()
    {
        var pace = new CommitPace(4_000, _clock);
        Commit(pace, TimeSpan.FromSeconds(0.1));
        var held = pace.Begin();

        _clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(TimeSpan.FromSeconds(6), pace.TimeFor(8_000));
        _clock.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(TimeSpan.FromSeconds(24), pace.TimeFor(8_000));
        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(TimeSpan.FromSeconds(30), pace.TimeFor(8_000));
        pace.End(held);
        for (var commit = 0; commit < 30; commit++)
            Commit(pace, TimeSpan.FromSeconds(0.1));
        Assert.Equal(TimeSpan.FromSeconds(1), pace.TimeFor(8_000));
    }

    private void Commit(CommitPace pace, TimeSpan takes)
    {
        var begun = pace.Begin();
        _clock.Advance(takes);
        pace.End(begun);
    }
}
