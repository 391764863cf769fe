using System.Text;
using Analytics.Domain.Collection;
using Analytics.Infrastructure.Collection;
using Analytics.TestKit;

namespace Analytics.Infrastructure.Tests.Collection;

public sealed class RecentEventsTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_run_from_the_latest_to_the_first_and_the_other_tenant_sees_none()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        await log.AppendAsync(
            log.Here, [.. Enumerable.Range(1, 5).Select(i => Events.New($"e{i}", Events.Noon.AddMonths(-i)))]);

        Assert.Equal([5, 4], await PositionsAsync(log, RecentEventsFilter.Any, before: null, limit: 2));
        Assert.Equal([3, 2], await PositionsAsync(log, RecentEventsFilter.Any, before: 4, limit: 2));
        Assert.Equal([1], await PositionsAsync(log, RecentEventsFilter.Any, before: 2, limit: 2));
        Assert.Empty(await Recent(log).ListAsync(log.There, RecentEventsFilter.Any, null, 10, Token));
    }

    [Fact]
    public async Task A_follower_reads_upwards_between_two_positions_what_matches_in_its_own_log()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        await log.AppendAsync(log.There, Events.New("1", name: "buy"));
        await log.AppendAsync(
            log.Here, [.. Enumerable.Range(1, 6).Select(i => Events.New($"e{i}", name: i % 2 == 0 ? "buy" : "see"))]);

        Assert.Equal([2, 3, 4], await FollowAsync(RecentEventsFilter.Any, after: 1, to: 4, limit: 10));
        Assert.Equal([1, 2], await FollowAsync(RecentEventsFilter.Any, after: 0, to: 6, limit: 2));
        Assert.Equal([4, 6], await FollowAsync(new RecentEventsFilter("buy", null), after: 2, to: 6, limit: 10));

        async Task<List<long>> FollowAsync(RecentEventsFilter filter, long after, long to, int limit) =>
            [.. (await Recent(log).ListAsync(log.Here, filter, after, to, limit, Token)).Select(stored => stored.Event.Position)];
    }

    [Fact]
    public async Task Name_and_actor_narrow_the_list()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        await log.AppendAsync(
            log.Here,
            Events.New("1", name: "buy", actor: "ann"),
            Events.New("2", name: "buy", actor: "bob"),
            Events.New("3", name: "see", actor: "ann"),
            Events.New("4", name: "see") with { AnonymousId = "ann" },
            Events.New("5", name: "see", actor: "bob") with { AnonymousId = "ann" });

        Assert.Equal([2, 1], await PositionsAsync(log, new RecentEventsFilter("buy", null)));
        Assert.Equal([4, 3, 1], await PositionsAsync(log, new RecentEventsFilter(null, "ann")));
        Assert.Equal([4, 3], await PositionsAsync(log, new RecentEventsFilter("see", "ann")));
        Assert.Empty(await PositionsAsync(log, new RecentEventsFilter("Buy", null)));
    }

    [Fact]
    public async Task An_event_shows_how_it_came_in()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        var entry = Events.New("1", actor: "ann") with
        {
            AnonymousId = "a",
            ClientTime = Events.Noon.AddMinutes(1),
            SentAt = Events.Noon.AddMinutes(2),
            Context = Encoding.UTF8.GetBytes("""{"page":"/"}"""),
        };
        await log.AppendAsync(log.Here, entry, Events.New("2"));

        var listed = await Recent(log).ListAsync(log.Here, RecentEventsFilter.Any, null, 10, Token);

        Assert.Equal(("ann", "a"), (listed[1].UserId, listed[1].AnonymousId));
        Assert.Equal(
            (Events.Noon, Events.Noon.AddMinutes(1), Events.Noon.AddMinutes(2)),
            (listed[1].ReceivedAt, listed[1].ClientTime, listed[1].SentAt));
        Assert.Equal("""{"page": "/"}""", Encoding.UTF8.GetString(listed[1].Context.Span));
        Assert.True(listed[0].Context.IsEmpty);
        Assert.Null(listed[0].SentAt);
    }

    private static RecentEvents Recent(LogFixture log) => new(log.Tenants.Connections);

    private static async Task<IEnumerable<long>> PositionsAsync(
        LogFixture log, RecentEventsFilter filter, long? before = null, int limit = 10) =>
        (await Recent(log).ListAsync(log.Here, filter, before, limit, Token)).Select(stored => stored.Event.Position);
}
