using Analytics.Domain.Querying;
using Analytics.Domain.Series;
using Xunit;
using static Analytics.TestKit.TestEvents;

namespace Analytics.TestKit;

/// <content>Sessions.</content>
public abstract partial class EventAnalyticsContract
{
    [Theory]
    [InlineData(1_800, 1)]
    [InlineData(1_800.001, 2)]
    public async Task Session_ends_after_a_gap_of_more_than_thirty_minutes(double second, int sessions)
    {
        await HasAsync(Event("a", "x", 0), Event("a", "x", second), Event("a", null, 5));

        Assert.Equal(sessions, (await SessionsAsync(Seconds(0, 7_200))).All.Total);
    }

    [Fact]
    public async Task Events_of_other_names_keep_a_session_going()
    {
        await HasAsync(Event("a", "x", 0), Event("b", "x", 1_500), Event("a", "x", 3_000));

        Assert.Equal(1, (await SessionsAsync(Seconds(0, 7_200), "a")).All.Total);
    }

    [Fact]
    public async Task Session_of_the_client_decides_and_comes_back_after_another()
    {
        await HasAsync(
            Event("a", "x", 0, session: "s1"),
            Event("a", "x", 10, session: "s2"),
            Event("a", "x", 20, session: "s1"),
            Event("a", "x", 9_000, session: "s1"),
            Event("a", "y", 20, session: "s1"));

        Assert.Equal(3, (await SessionsAsync(Seconds(0, 10_000))).All.Total);
    }

    [Fact]
    public async Task Event_without_a_session_goes_on_in_the_one_before_even_from_before_the_range()
    {
        await HasAsync(
            Event("a", "x", 0, session: "s1"),
            Event("a", "x", 100),
            Event("a", "x", 200, session: "s1"));

        Assert.Equal(1, (await SessionsAsync(Seconds(50, 300))).All.Total);
    }

    private Task<SeriesAnswer> SessionsAsync(TimeRange range, params string[] names) =>
        SeriesAsync(SeriesQuery.Create(names, Aggregation.UniqueSessions, null, range).Value);
}
