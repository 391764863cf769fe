using System.Text;
using Analytics.Domain.Collection;
using Analytics.Infrastructure.Collection;
using Analytics.TestKit;

namespace Analytics.Infrastructure.Tests.Collection;

public sealed class EventLogTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_appended_is_read_back_and_the_other_tenant_sees_nothing()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        var at = new DateTimeOffset(2024, 2, 29, 23, 59, 59, 999, TimeSpan.Zero);
        var entry = new NewEvent("é-1", "naïve 名", at, Events.Noon, Encoding.UTF8.GetBytes("""{"n":0.10,"t":"ü"}"""))
        {
            UserId = "u",
            AnonymousId = "a",
            SessionId = "s",
            Sequence = 7,
        };

        var outcome = await log.AppendAsync(log.Here, entry);

        var read = Assert.Single(await log.ReadAsync(log.Here));
        Assert.Equal([true], outcome.Accepted);
        Assert.Equal(1, outcome.Position);
        Assert.Equal((1, "é-1", "naïve 名", "u", "s"), (read.Position, read.EventId, read.Name, read.Actor, read.SessionId));
        Assert.Equal((at, 7), (read.OccurredAt, read.Sequence));
        Assert.Equal("""{"n": 0.10, "t": "ü"}""", Encoding.UTF8.GetString(read.Properties.Span));
        Assert.Empty(await log.ReadAsync(log.There));
        Assert.Equal((1, 0), (await log.Reader.HeadAsync(log.Here, Token), await log.Reader.HeadAsync(log.There, Token)));
    }

    [Fact]
    public async Task What_an_event_lacks_is_null()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        await log.AppendAsync(log.Here, Events.New("1"));

        var read = Assert.Single(await log.ReadAsync(log.Here));

        Assert.Null(read.Actor);
        Assert.Null(read.SessionId);
        Assert.Null(read.Sequence);
    }

    [Fact]
    public async Task Positions_follow_the_order_of_the_append_and_reading_goes_on_after_any()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        var outcome = await log.AppendAsync(
            log.Here, [.. Enumerable.Range(1, 1000).Select(i => Events.New($"e{i}", Events.Noon.AddDays(-i)))]);

        Assert.Equal(1000, outcome.Position);
        Assert.Equal(
            [(501, "e501"), (502, "e502")],
            (await log.ReadAsync(log.Here, after: 500, limit: 2)).Select(entry => (entry.Position, entry.EventId)));
        Assert.Empty(await log.ReadAsync(log.Here, after: 1000));
    }

    [Fact]
    public async Task An_id_is_written_once_whatever_its_time()
    {
        await using var log = await LogFixture.CreateAsync(postgres);

        var first = await log.AppendAsync(log.Here, Events.New("a"), Events.New("b"), Events.New("a"));
        var second = await log.AppendAsync(log.Here, Events.New("c"), Events.New("a", Events.Noon.AddMonths(-3)));
        var resent = await log.AppendAsync(log.Here, Events.New("c"));

        Assert.Equal([true, true, false], first.Accepted);
        Assert.Equal([true, false], second.Accepted);
        Assert.Equal([false], resent.Accepted);
        Assert.Equal((2, 3, 3), (first.Position, second.Position, resent.Position));
        Assert.Equal(["a", "b", "c"], (await log.ReadAsync(log.Here)).Select(entry => entry.EventId));
    }

    [Fact]
    public async Task Tenants_may_use_the_same_ids()
    {
        await using var log = await LogFixture.CreateAsync(postgres);

        await log.AppendAsync(log.Here, Events.New("a", actor: "mine"));
        var outcome = await log.AppendAsync(log.There, Events.New("a", actor: "theirs"));

        Assert.Equal([true], outcome.Accepted);
        Assert.Equal(1, outcome.Position);
        Assert.Equal("mine", Assert.Single(await log.ReadAsync(log.Here)).Actor);
        Assert.Equal("theirs", Assert.Single(await log.ReadAsync(log.There)).Actor);
    }

    [Fact]
    public async Task An_empty_append_answers_the_head()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        Assert.Equal(0, (await log.AppendAsync(log.Here)).Position);

        await log.AppendAsync(log.Here, Events.New("a"));

        Assert.Equal(1, (await log.AppendAsync(log.Here)).Position);
        Assert.Equal(0, (await log.AppendAsync(log.There)).Position);
    }

    [Fact]
    public async Task Those_who_wait_for_a_tenants_log_are_told_of_its_growth_alone()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        var (here, there) = (log.Heads.NextAsync(log.Here.Id), log.Heads.NextAsync(log.There.Id));

        await log.AppendAsync(log.Here, Events.New("a"));

        Assert.True(here.IsCompletedSuccessfully);
        Assert.False(there.IsCompleted);
    }

    [Fact]
    public async Task Every_month_from_1970_to_2099_can_be_written_to_its_last_millisecond()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        DateTimeOffset[] times =
        [
            DateTimeOffset.UnixEpoch,
            new(1999, 12, 31, 23, 59, 59, 999, TimeSpan.Zero),
            new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero),
            new(2024, 2, 29, 23, 59, 59, 999, TimeSpan.Zero),
            new(2024, 3, 1, 0, 0, 0, TimeSpan.Zero),
            new(2024, 3, 1, 0, 30, 0, TimeSpan.FromHours(1)),   // February in UTC
            new(2099, 12, 31, 23, 59, 59, 999, TimeSpan.Zero),
        ];

        await log.AppendAsync(log.Here, [.. times.Select((time, i) => Events.New($"{i}", time))]);

        Assert.Equal(
            times.Select(time => time.ToUniversalTime()),
            (await log.ReadAsync(log.Here)).Select(entry => entry.OccurredAt));
        Assert.Equal(3L, await log.AsOwnerAsync(
            "select count(*) from pg_class where relname in ('events_1970_01', 'events_2024_02', 'events_2099_12')"));
    }

    [Fact]
    public async Task Long_ids_and_names_are_kept_whole()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        var (id, other) = (new string('名', 5000), new string('名', 4999) + "x");

        var outcome = await log.AppendAsync(
            log.Here, Events.New(id, name: id, actor: id), Events.New(other), Events.New(id));

        Assert.Equal([true, true, false], outcome.Accepted);
        Assert.Equal([id, other], (await log.ReadAsync(log.Here)).Select(entry => entry.EventId));
    }

    [Fact]
    public async Task A_sender_who_has_his_share_of_the_queue_waiting_is_refused_and_nothing_of_it_is_written()
    {
        await using var log = await LogFixture.CreateAsync(
            postgres, new EventLogOptions { QueueLength = 12, CommitSize = 1, Writers = 1 });
        await log.AppendAsync(log.Here, Events.New("warm"));
        var held = await log.HoldCommitsAsync(log.Here);
        var taken = log.AppendAsync(log.Here, Events.New("taken"));
        await WaitUntilACommitIsHeldAsync(log);
        var queued = log.AppendAsync(log.Here, Events.New("q1"), Events.New("q2"));

        var refused = await log.Log.AppendAsync(log.Here, [Events.New("r1"), Events.New("r2")], Token);
        var last = log.AppendAsync(log.Here, Events.New("q3"));
        await held.DisposeAsync();
        await Task.WhenAll(taken, queued, last);

        Assert.Equal("COLLECTION_BUSY", refused.Problem!.Code);
        Assert.InRange(refused.Problem.RetryAfter!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
        Assert.Equal(
            ["q1", "q2", "q3", "taken", "warm"], (await log.ReadAsync(log.Here)).Select(entry => entry.EventId).Order());
        Assert.Equal([true], (await log.AppendAsync(log.Here, Events.New("r1"))).Accepted);
    }

    [Fact]
    public async Task An_append_longer_than_the_queue_is_taken_when_nothing_waits()
    {
        await using var log = await LogFixture.CreateAsync(postgres, new EventLogOptions { QueueLength = 2 });

        var outcome = await log.AppendAsync(log.Here, Events.New("a"), Events.New("b"), Events.New("c"));

        Assert.Equal(3, outcome.Position);
    }

    [Fact]
    public async Task A_caller_who_leaves_undoes_nothing()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        await log.AppendAsync(log.Here, Events.New("warm"));
        using var leaving = new CancellationTokenSource();
        await using (await log.HoldCommitsAsync(log.Here))
        {
            var append = log.Log.AppendAsync(log.Here, [Events.New("a")], leaving.Token);
            await WaitUntilACommitIsHeldAsync(log);
            await leaving.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => append);
        }

        Assert.Equal([false], (await log.AppendAsync(log.Here, Events.New("a"))).Accepted);
    }

    [Fact]
    public async Task Closing_the_log_writes_what_waits()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        var other = log.OpenLog(new EventLogOptions { Writers = 1, CommitSize = 1 });
        // The partition of each one's month is yet to be made when the log is closed.
        var appends = Enumerable.Range(0, 20)
            .Select(i => other.AppendAsync(log.Here, [Events.New($"{i}", Events.Noon.AddYears(-i))], Token)).ToList();

        await other.DisposeAsync();

        Assert.All(await Task.WhenAll(appends), outcome => Assert.Equal([true], outcome.Value.Accepted));
        Assert.Equal(20, (await log.ReadAsync(log.Here)).Count);
        await Assert.ThrowsAsync<ObjectDisposedException>(
            () => other.AppendAsync(log.Here, [Events.New("late")], Token));
    }

    internal static async Task WaitUntilACommitIsHeldAsync(LogFixture log)
    {
        const string Waiting =
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
        while (await log.AsOwnerAsync(Waiting) is 0L)
            await Task.Delay(5, Token);
    }
}
