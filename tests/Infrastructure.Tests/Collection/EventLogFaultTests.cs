using Analytics.Domain.Collection;
using Analytics.Infrastructure.Collection;
using Analytics.TestKit;

namespace Analytics.Infrastructure.Tests.Collection;

public sealed class EventLogFaultTests(PostgresFixture postgres)
{
    private static readonly EventLogOptions _oneWriter = new() { Writers = 1 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> JsonThatTheLogCannotHold =>
    [
        """{"a":"\u0000"}""",
        """{"a":"\ud800"}""",
        """{"a":1e999999}""",
        """{"a":""",
        "\0",
        "{\"a\":" + new string('[', 100_000) + new string(']', 100_000) + "}",
    ];

    [Theory]
    [MemberData(nameof(JsonThatTheLogCannotHold))]
    public async Task An_append_that_cannot_be_stored_is_refused_and_sinks_none_that_shares_its_commit(string json)
    {
        await using var log = await LogFixture.CreateAsync(postgres, _oneWriter);
        await log.AppendAsync(log.Here, Events.New("warm"));
        Task<AppendOutcome> first, before, after, elsewhere;
        Task<Result<AppendOutcome>> poison;
        await using (await log.HoldCommitsAsync(log.Here))
        {
            first = log.AppendAsync(log.Here, Events.New("first"));
            await EventLogTests.WaitUntilACommitIsHeldAsync(log);
            before = log.AppendAsync(log.Here, Events.New("before"));
            poison = log.Log.AppendAsync(log.Here, [Events.New("good"), Events.New("p", properties: json)], Token);
            after = log.AppendAsync(log.Here, Events.New("after"));
            elsewhere = log.AppendAsync(log.There, Events.New("elsewhere"));
        }

        await Task.WhenAll(first, before, after, elsewhere);

        Assert.Equal("EVENT_NOT_STORABLE", (await poison).Problem!.Code);
        Assert.Equal(
            [(1, "warm"), (2, "first"), (3, "before"), (4, "after")],
            (await log.ReadAsync(log.Here)).Select(entry => (entry.Position, entry.EventId)));
        Assert.Equal("elsewhere", Assert.Single(await log.ReadAsync(log.There)).EventId);
        Assert.Equal([true], (await log.AppendAsync(log.Here, Events.New("good"))).Accepted);
    }

    public static TheoryData<string, string> TextThatTheLogCannotHold => new()
    {
        { "a\0b", "seen" },
        { "a", "\0" },
        { "\ud800", "seen" },
        { "a", "x\udc00" },
    };

    [Theory]
    [MemberData(nameof(TextThatTheLogCannotHold))]
    public async Task Text_that_cannot_be_stored_is_refused_with_the_events_place(string id, string name)
    {
        await using var log = await LogFixture.CreateAsync(postgres);

        var refused = await log.Log.AppendAsync(log.Here, [Events.New("good"), Events.New(id, name: name)], Token);

        Assert.Equal(("EVENT_NOT_STORABLE", "[1]"), (refused.Problem!.Code, refused.Problem.Path));
        Assert.Empty(await log.ReadAsync(log.Here));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(4_102_444_800_000)]   // 2100-01-01
    public async Task A_time_beyond_the_log_is_refused(long unixMilliseconds)
    {
        await using var log = await LogFixture.CreateAsync(postgres);

        var refused = await log.Log.AppendAsync(
            log.Here, [Events.New("a", DateTimeOffset.FromUnixTimeMilliseconds(unixMilliseconds))], Token);

        Assert.Equal(("EVENT_NOT_STORABLE", "[0]"), (refused.Problem!.Code, refused.Problem.Path));
    }

    [Fact]
    public async Task A_writer_whose_session_was_ended_writes_on()
    {
        await using var log = await LogFixture.CreateAsync(postgres, _oneWriter);
        await log.AppendAsync(log.Here, Events.New("a"));
        await log.AsOwnerAsync(
            """
            select count(pg_terminate_backend(pid)) from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid()
            """);

        var outcome = await log.AppendAsync(log.Here, Events.New("b"));

        Assert.Equal([true], outcome.Accepted);
        Assert.Equal(2, outcome.Position);
    }

    [Fact]
    public async Task A_partition_that_was_dropped_is_made_again()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        await log.AppendAsync(log.Here, Events.New("a"));
        await log.AsOwnerAsync("drop table events_2024_03");

        var outcome = await log.AppendAsync(log.Here, Events.New("b"));

        Assert.Equal([true], outcome.Accepted);
        Assert.Equal(2, outcome.Position);
    }
}
