using Analytics.Domain.Collection;
using Analytics.Domain.Identity;
using Analytics.Domain.Querying;
using Analytics.Infrastructure.Quality;
using Analytics.TestKit;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Analytics.Infrastructure.Tests.Snapshots;

public sealed class ExpiryTests(PostgresFixture postgres)
{
    private static readonly DateTimeOffset _march = new(2024, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Raw_events_go_only_when_their_hours_and_days_are_written_and_nothing_changed_since()
    {
        await using var snapshots = await FilledAsync();

        await RefusedAsync(snapshots);                                   // nothing is written
        await snapshots.WriteAsync();
        await snapshots.HasAsync(New("late", days: -2));
        await RefusedAsync(snapshots);                                   // an event that nobody noted
        await snapshots.WriteAsync();
        await snapshots.Log.AsTenantAndCommitAsync(
            snapshots.Here, "update snapshot_periods set is_stale = true where grain = 'hour' and starts_at < '2024-02-29'");
        await RefusedAsync(snapshots);                                   // one that is due again
        await snapshots.WriteAsync();
        await snapshots.Log.AsTenantAndCommitAsync(
            snapshots.Here, "delete from snapshot_periods where grain = 'day' and starts_at = '2024-02-29'");
        await RefusedAsync(snapshots);                                   // and one whose hours alone are there
        await snapshots.WriteAsync();

        Assert.Equal(4, await snapshots.DropAsync(snapshots.Here, _march));
        Assert.Equal(["after"], (await snapshots.Log.ReadAsync(snapshots.Here)).Select(entry => entry.EventId));
        Assert.Equal(4, (await snapshots.Log.ReadAsync(snapshots.Log.There)).Count);
        Assert.Equal(_march, await snapshots.Reader.RawFromAsync(snapshots.Here, Token));
        Assert.Null(await snapshots.Reader.RawFromAsync(snapshots.Log.There, Token));
        Assert.Equal(0, await snapshots.DropAsync(snapshots.Here, _march.AddDays(-10)));
        Assert.Equal(_march, await snapshots.Reader.RawFromAsync(snapshots.Here, Token));
    }

    [Fact]
    public async Task What_was_written_of_dropped_time_is_never_written_again()
    {
        await using var snapshots = await FilledAsync();
        await snapshots.WriteAsync();
        await snapshots.DropAsync(snapshots.Here, _march);
        var month = SnapshotFixture.Series(Aggregation.UniqueActors, []);
        string[] kept = ["month 02-01T00 {} 3 - 9", "day 02-27T00 {} 1 - 7", "day 02-28T00 {} 1 - 7", "day 02-29T00 {} 1 - 7"];

        await snapshots.Log.Actors.TagBotAsync(snapshots.Here, new BotTag(ActorId.Create("ann", "id").Value, true), Token);
        await snapshots.FollowAsync(snapshots.Here);
        await snapshots.WriteAsync();

        Assert.Equal(kept, (await snapshots.RowsAsync(month, "'month', 'day'")).Where(row => !row.Contains(" 03-", StringComparison.Ordinal)));
        Assert.Equal(0L, await snapshots.Log.AsTenantAsync(snapshots.Here, """
            select count(*) from snapshot_periods, snapshot_state
            where starts_at < raw_from and (ends_at > raw_from or is_stale)
            """));
    }

    [Fact]
    public async Task Events_that_are_older_than_snapshots_are_kept_need_none()
    {
        await using var snapshots = await FilledAsync();

        Assert.Equal(3, await snapshots.DropAsync(snapshots.Here, _march, keptSince: "2024-03-01"));
    }

    [Fact]
    public async Task Seals_of_the_log_know_what_expired()
    {
        await using var snapshots = await FilledAsync();
        var seals = new LogSeals(snapshots.Log.Tenants.Connections, TimeProvider.System, NullLogger<LogSeals>.Instance);
        await seals.SealAsync(snapshots.Here, Events.Noon.AddDays(1), Token);
        await snapshots.WriteAsync();

        await snapshots.DropAsync(snapshots.Here, _march);

        var verified = await seals.VerifyAsync(snapshots.Here, new(2024, 1, 1), new(2025, 1, 1), 0, 1_000, Token);
        Assert.Equal((4L, 0), (verified.Positions, verified.FaultCount));
    }

    // Three days of February and one of March, in both tenants.
    private async Task<SnapshotFixture> FilledAsync()
    {
        var snapshots = await SnapshotFixture.CreateAsync(postgres);
        foreach (var tenant in new[] { snapshots.Here, snapshots.Log.There })
            await snapshots.HasAsync(
                tenant, New("1", days: -3), New("2", days: -2, actor: "bob"), New("3", days: -1), New("after", days: 1));
        return snapshots;
    }

    private static NewEvent New(string id, int days, string actor = "ann") =>
        Events.New(id, Events.Noon.AddDays(days), actor: actor);

    private static async Task RefusedAsync(SnapshotFixture snapshots)
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() => snapshots.DropAsync(snapshots.Here, _march));
        Assert.Equal(PostgresErrorCodes.ObjectNotInPrerequisiteState, refused.SqlState);
        Assert.Null(await snapshots.Reader.RawFromAsync(snapshots.Here, Token));
    }
}
