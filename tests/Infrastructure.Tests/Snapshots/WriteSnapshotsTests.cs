using Analytics.Domain.Collection;
using Analytics.Domain.Identity;
using Analytics.Domain.Metrics;
using Analytics.Domain.Querying;
using Analytics.Domain.Snapshots;
using Analytics.Infrastructure.Snapshots;
using Analytics.TestKit;
using Npgsql;
using static Analytics.Infrastructure.Tests.Snapshots.SnapshotFixture;

namespace Analytics.Infrastructure.Tests.Snapshots;

public sealed class WriteSnapshotsTests(PostgresFixture postgres)
{
    private const string AllGrains = "'hour', 'day', 'week', 'month'";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Hours_days_weeks_and_months_that_are_over_have_their_events_and_actors()
    {
        await using var snapshots = await CreateAsync(postgres);
        await snapshots.HasAsync(
            Seen("1", "ann", days: -1), Seen("2", "ann"), Seen("3", "bob", minutes: 10), Seen("4", "bob", minutes: 70),
            Seen("5", null, minutes: 70), Seen("6", "cid", days: 8), Seen("7", "cid", days: 9));

        await snapshots.WriteAsync();

        // One code takes 7 bytes, two 9; the month and the week of the 8th are not over.
        Assert.Equal(
            [
                "month 02-01T00 {} 1 - 7", "week 02-26T00 {} 5 - 9", "day 02-29T00 {} 1 - 7", "hour 02-29T12 {} 1 - 7",
                "day 03-01T00 {} 4 - 9", "hour 03-01T12 {} 2 - 9", "hour 03-01T13 {} 2 - 7", "day 03-09T00 {} 1 - 7",
                "hour 03-09T12 {} 1 - 7",
            ],
            await snapshots.RowsAsync(Series(Aggregation.UniqueActors, []), AllGrains));
        Assert.Empty(await snapshots.DumpAsync(snapshots.Log.There));
    }

    [Fact]
    public async Task Money_is_kept_as_metrics_ask_for_it_and_other_currencies_are_counted()
    {
        await using var snapshots = await CreateAsync(postgres);
        await snapshots.HasAsync(
            Order("1", """{"total": 10.10}"""), Order("2", """{"total": 0.2, "currency": "EUR"}"""),
            Order("3", """{"total": 7, "currency": "USD"}"""), Order("4", """{"total": -10.3}"""));
        var own = new EventFilter.Or(
        [
            new EventFilter.Compare("currency", FilterOperator.Equal, new PropertyValue.Text("EUR")),
            new EventFilter.Not(new EventFilter.Exists("currency")),
        ]);

        await snapshots.WriteAsync();

        Assert.Equal(
            ["day 03-01T00 {} 3 0.00 -"],
            await snapshots.RowsAsync(
                Series(Aggregation.Sum, ["order_placed", "order_corrected"], "total", own), "'day'"));
        Assert.Equal(
            ["day 03-01T00 {USD} 1 - -"],
            await snapshots.RowsAsync(
                Series(
                    Aggregation.Count, ["order_placed", "order_corrected"], filter: new EventFilter.Not(own),
                    breakdown: new("currency", 5)),
                "'day'"));
    }

    [Fact]
    public async Task Written_again_rows_are_the_same_to_the_byte()
    {
        await using var snapshots = await CreateAsync(postgres);
        await snapshots.HasAsync(
            [.. Enumerable.Range(0, 60).Select(i => Seen($"{i}", $"actor {i % 7}", minutes: i * 47, days: -i % 5))]);
        var written = await snapshots.WriteAsync();
        var first = await snapshots.DumpAsync();

        Assert.Equal(0, await snapshots.WriteAsync());
        await snapshots.MakeStaleAsync();

        Assert.Equal(written, await snapshots.WriteAsync());
        Assert.Equal(first, await snapshots.DumpAsync());
        Assert.True(written > 40);
    }

    [Fact]
    public async Task Breakdown_of_too_many_groups_is_left_out_of_its_period_alone()
    {
        await using var snapshots = await CreateAsync(postgres);
        var bySource = Series(Aggregation.Count, [], breakdown: new("source", 1));
        KeptSeries[] kept = [KeptSeries.Of(bySource)!, KeptSeries.Of(Series(Aggregation.Count, []))!];
        await snapshots.HasAsync(
        [
            .. Enumerable.Range(0, 1_001).Select(i => Events.New($"{i}", properties: $$"""{"source": "s{{i}}"}""")),
            .. Enumerable.Range(0, 1_000).Select(i => Events.New($"b{i}", Events.Noon.AddDays(1), properties: $$"""{"source": "s{{i}}"}""")),
        ]);

        Assert.True(await snapshots.WriteAsync(series: kept) > 2_000);

        Assert.Equal(1_000, (await snapshots.RowsAsync(bySource, "'day'")).Length);
        Assert.Equal(
            ["day 03-01T00 {} 1001 - -", "day 03-02T00 {} 1000 - -"], await snapshots.RowsAsync(Series(Aggregation.Count, []), "'day'"));
        Assert.Equal("2024-03-02", await snapshots.Log.AsTenantAsync(snapshots.Here, $"""
            select string_agg(starts_at::date::text, ',' order by starts_at)
            from snapshot_periods period join snapshot_sets kept on kept.id = period.set_id
            where grain = 'day' and '{kept[0].Id}' = any (series) and starts_at < '2024-03-03'
            """));
        // It is what it is: nothing is tried again.
        Assert.Equal(0, await snapshots.WriteAsync(series: kept));
        // Other series make all of it due.
        Assert.True(await snapshots.WriteAsync(series: kept[1..]) > 0);
        Assert.Empty(await snapshots.RowsAsync(bySource, "'day'"));
    }

    [Fact]
    public async Task Choice_of_breakdowns_is_the_tenants_own()
    {
        await using var snapshots = await CreateAsync(postgres);
        var store = new KeptBreakdownStore(snapshots.Log.Tenants.Connections, snapshots.Clock);
        KeptBreakdowns chosen = new(
            [new("revenue", ["country"]), new("active_users", [new PropertyRef("plan", PropertyScope.ActorAtEvent), PropertyRef.EventName])]);

        await store.SaveAsync(snapshots.Here, KeptBreakdowns.None, "ann", Token);
        await store.SaveAsync(snapshots.Here, chosen, "ann", Token);

        Assert.Equal(Plain.Text(chosen), Plain.Text(await store.FindAsync(snapshots.Here, Token)));
        Assert.Empty((await store.FindAsync(snapshots.Log.There, Token)).Items);
    }

    [Fact]
    public async Task Late_event_has_its_own_periods_written_again_and_no_others()
    {
        await using var snapshots = await CreateAsync(postgres);
        await snapshots.HasAsync(Seen("1", "ann"), Seen("2", "bob", days: 2));
        await snapshots.WriteAsync();
        await snapshots.Log.AsTenantAndCommitAsync(snapshots.Here, "update snapshot_periods set written_at = 'epoch'");

        await snapshots.HasAsync(Seen("late", "cid", minutes: 5));
        await snapshots.WriteAsync();

        Assert.Equal(
            ["week 02-26T00 {} 3 - 11", "day 03-01T00 {} 2 - 9", "hour 03-01T12 {} 2 - 9", "day 03-03T00 {} 1 - 7", "hour 03-03T12 {} 1 - 7"],
            await snapshots.RowsAsync(Series(Aggregation.UniqueActors, []), AllGrains));
        Assert.Equal("hour 03-01,day 03-01,week 02-26", await snapshots.Log.AsTenantAsync(snapshots.Here, """
            select string_agg(grain || ' ' || to_char(starts_at at time zone 'UTC', 'MM-DD'), ',' order by ends_at - starts_at)
            from snapshot_periods where written_at <> 'epoch'
            """));
    }

    [Fact]
    public async Task Robot_and_changed_property_are_seen_in_what_was_written_before()
    {
        await using var snapshots = await CreateAsync(postgres);
        var business = Series(Aggregation.UniqueActors, [], filter: new EventFilter.Compare(
            new PropertyRef("account_type", PropertyScope.ActorAtEvent), FilterOperator.Equal, new PropertyValue.Text("business")));
        await snapshots.HasAsync(Seen("1", "ann"), Seen("2", "bob"), Seen("3", "bob", days: 3));
        await snapshots.WriteAsync();

        await snapshots.Log.Actors.TagBotAsync(snapshots.Here, new BotTag(Id("ann"), true), Token);
        await snapshots.Log.Actors.ChangeAsync(
            snapshots.Here, Id("bob"),
            [PropertyChanges.Create(
                Events.Noon.AddDays(2), ActorPropertyChange.Set, """{"account_type":"business"}"""u8.ToArray()).Value],
            Token);
        await snapshots.FollowAsync(snapshots.Here);
        await snapshots.WriteAsync();

        Assert.Equal(
            ["day 03-01T00 {} 1 - 7", "day 03-04T00 {} 1 - 7"],
            await snapshots.RowsAsync(Series(Aggregation.UniqueActors, []), "'day'"));
        Assert.Equal(["day 03-04T00 {} 1 - 7"], await snapshots.RowsAsync(business, "'day'"));
    }

    [Fact]
    public async Task Writer_that_is_killed_leaves_periods_whole_or_not_at_all()
    {
        await using var snapshots = await CreateAsync(postgres);
        await snapshots.HasAsync([.. Enumerable.Range(0, 20).Select(i => Seen($"{i}", $"actor {i % 7}", minutes: i * 300))]);
        await snapshots.WriteAsync();
        var whole = await snapshots.DumpAsync();
        await snapshots.Log.AsTenantAndCommitAsync(
            snapshots.Here, "delete from snapshot_periods; delete from metric_snapshots");
        // The server ends the session as the last row of the week's transaction is written.
        await snapshots.Log.AsOwnerAsync("""
            create function end_session() returns trigger language plpgsql security definer as
                $$ begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$;
            create trigger end_session before insert on snapshot_periods
                for each row when (new.grain = 'week') execute function end_session();
            """);

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => snapshots.WriteAsync());

        Assert.Equal(true, await snapshots.Log.AsTenantAsync(snapshots.Here, """
            select count(*) > 0 and bool_and(exists (
                select from snapshot_periods period where period.grain = row.grain
                    and row.starts_at >= period.starts_at and row.starts_at < period.ends_at))
            from metric_snapshots row
            """));
        Assert.Equal(0L, await snapshots.Log.AsTenantAsync(
            snapshots.Here, "select count(*) from metric_snapshots where grain = 'week'"));
        await snapshots.Log.AsOwnerAsync("drop trigger end_session on snapshot_periods");
        await snapshots.WriteAsync();
        Assert.Equal(whole, await snapshots.DumpAsync());
    }

    [Fact]
    public async Task Erased_actor_loses_its_id_at_once_and_leaves_every_set_with_the_next_run()
    {
        await using var snapshots = await CreateAsync(postgres);
        await snapshots.HasAsync(Seen("1", "secret"), Seen("2", "bob"), Seen("3", "secret", days: 4));
        await snapshots.HasAsync(snapshots.Log.There, Seen("1", "secret"));
        await snapshots.WriteAsync();
        await snapshots.WriteAsync(snapshots.Log.There);
        var there = await snapshots.DumpAsync(snapshots.Log.There);
        // The raw events of the first days are gone: no answer of the engine tells what is left of them.
        await snapshots.Log.AsTenantAndCommitAsync(
            snapshots.Here, "update snapshot_state set raw_from = '2024-03-03'");

        await snapshots.Log.Actors.EraseAsync(snapshots.Here, Id("secret"), Token);

        Assert.Equal("bob", await snapshots.Log.AsTenantAsync(snapshots.Here, "select string_agg(id, ',') from snapshot_actors"));
        await snapshots.FollowAsync(snapshots.Here);
        await snapshots.WriteAsync();
        Assert.Equal(
            ["day 03-01T00 {} 2 - 7"], await snapshots.RowsAsync(Series(Aggregation.UniqueActors, []), "'day'"));
        Assert.Equal(1L, await snapshots.Log.AsTenantAsync(snapshots.Here, "select count(*) from snapshot_actors"));
        Assert.Equal("secret", await snapshots.Log.AsTenantAsync(snapshots.Log.There, "select id from snapshot_actors"));
        Assert.Equal(there, await snapshots.DumpAsync(snapshots.Log.There));
    }

    [Fact]
    public async Task What_is_older_than_it_is_kept_goes()
    {
        await using var snapshots = await CreateAsync(postgres);
        await snapshots.HasAsync(Seen("1", "ann"), Seen("2", "bob", days: 4));
        await snapshots.WriteAsync(keepYears: 1);

        snapshots.Clock.MoveTo(Events.Noon.AddYears(1).AddDays(1));
        await snapshots.WriteAsync(keepYears: 1);

        Assert.Equal(
            ["day 03-05T00 {} 1 - 7"], await snapshots.RowsAsync(Series(Aggregation.UniqueActors, []), "'day'"));
        Assert.Equal(0L, await snapshots.Log.AsTenantAsync(
            snapshots.Here, "select count(*) from snapshot_periods where starts_at < '2024-03-02'"));
    }

    private static NewEvent Seen(string id, string? actor, int minutes = 0, int days = 0) =>
        Events.New(id, Events.Noon.AddDays(days).AddMinutes(minutes), actor: actor);

    private static NewEvent Order(string id, string properties) =>
        Events.New(id, name: "order_placed", properties: properties);

    private static ActorId Id(string id) => ActorId.Create(id, "id").Value;
}
