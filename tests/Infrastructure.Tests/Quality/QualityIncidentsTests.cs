using Analytics.Domain.Quality;
using Analytics.Domain.Webhooks;
using Analytics.Infrastructure.Quality;
using Analytics.Infrastructure.Tests.Collection;
using Analytics.Infrastructure.Webhooks;
using Analytics.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace Analytics.Infrastructure.Tests.Quality;

public sealed class QualityIncidentsTests(PostgresFixture postgres)
{
    private readonly FakeTime _clock = new(new DateTimeOffset(2024, 3, 2, 6, 0, 0, TimeSpan.Zero));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_breach_is_one_incident_until_it_is_over_and_endpoints_are_told_of_both_ends_once()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres, clock: _clock);
        var incidents = new QualityIncidents(tenants.Connections, _clock);
        var webhooks = new WebhookStore(tenants.Connections, _clock);
        var draft = WebhookEndpointDraft.Create("https://example.com", null, [], true, false).Value;
        await webhooks.AddAsync(tenants.Here, draft, WebhookSecret.Create(), Token);
        await webhooks.AddAsync(tenants.There, draft, WebhookSecret.Create(), Token);

        Assert.False(await incidents.EnterAsync(tenants.Here, Completeness(1, 0.99m), Token));
        Assert.True(await incidents.EnterAsync(tenants.Here, Completeness(2, 0.5m), Token));
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.False(await incidents.EnterAsync(tenants.Here, Completeness(3, 0.25m), Token));
        var open = Assert.Single(await incidents.ListAsync(tenants.Here, IncidentState.Open, null, 10, Token));
        Assert.Equal(
            (QualityRule.Completeness, "order_placed.total", new DateOnly(2024, 3, 3), 0.25m, 0.9m),
            (open.Rule, open.Subject, open.Day, open.Value, open.Threshold));
        Assert.Equal(TimeSpan.FromDays(1), open.LastSeenAt - open.OpenedAt);

        Assert.True(await incidents.EnterAsync(tenants.Here, Completeness(4, 1), Token));
        Assert.False(await incidents.EnterAsync(tenants.Here, Completeness(5, 1), Token));
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.True(await incidents.EnterAsync(tenants.Here, Completeness(6, 0), Token));

        var all = await incidents.ListAsync(tenants.Here, null, null, 10, Token);
        Assert.Equal([IncidentState.Open, IncidentState.Resolved], all.Select(incident => incident.State));
        Assert.Equal(all[1], Assert.Single(await incidents.ListAsync(tenants.Here, null, all[0].Id, 10, Token)));
        Assert.Equal(
            ["data_quality.breached", "data_quality.resolved", "data_quality.breached"],
            (await webhooks.ListAsync(tenants.Here, new(null, null), null, 10, Token)).Select(delivery => delivery.Topic));
        Assert.Empty(await incidents.ListAsync(tenants.There, null, null, 10, Token));
        Assert.Empty(await webhooks.ListAsync(tenants.There, new(null, null), null, 10, Token));
    }

    [Fact]
    public async Task Two_nodes_that_find_one_breach_open_one_incident()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres, clock: _clock);
        var incidents = new QualityIncidents(tenants.Connections, _clock);

        var opened = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            Task.Run(() => incidents.EnterAsync(tenants.Here, Completeness(2, 0.5m), Token))));

        Assert.Single(opened, isNew => isNew);
        Assert.Single(await incidents.ListAsync(tenants.Here, null, null, 10, Token));
    }

    [Fact]
    public async Task The_last_whole_day_is_held_to_the_thresholds_and_the_log_to_its_seals()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        var (incidents, watch) = Watch(log, _clock);
        await incidents.SaveThresholdsAsync(
            log.Here,
            new QualityThresholds
            {
                MinCompleteness = 0.9m,
                Fields = [new("order_placed", "total"), new("order_placed", "customer"), new("never", "x")],
                MaxPaymentDifferenceRate = 0.01m,
                MaxFreshnessSeconds = 60,
            },
            "me", Token);
        Assert.Equal(3, (await incidents.ThresholdsAsync(log.Here, Token)).Fields.Length);
        Assert.Equal(QualityThresholds.None, await incidents.ThresholdsAsync(log.There, Token));
        await log.AppendAsync(log.Here,
            Events.New("1", Events.Noon, "order_placed", "a", """{"total": 1, "customer": "a"}"""),
            Events.New("2", Events.Noon, "order_placed", "b", """{"customer": "b"}"""),
            // The day that is not over yet would break the other rules.
            Events.New("3", Events.Noon.AddHours(14), "order_placed", "b", "{}"),
            Events.New("4", Events.Noon.AddHours(15), "payment_completed", "b", """{"amount": 1}"""));

        await watch.ExecuteAsync(log.Here, Token);

        Assert.Equal(
            ["Completeness order_placed.total 2024-03-01 0.5", "Freshness   64800"],
            (await incidents.ListAsync(log.Here, null, null, 10, Token))
                .Select(incident => FormattableString.Invariant(
                    $"{incident.Rule} {incident.Subject} {incident.Day:yyyy-MM-dd} {incident.Value:0.###}"))
                .Order(StringComparer.Ordinal));
        Assert.Empty(await incidents.ListAsync(log.There, null, null, 10, Token));
    }

    private static QualityFinding Completeness(int day, decimal share) => new(
        QualityRule.Completeness, "order_placed.total", new DateOnly(2024, 3, day), share, 0.9m, share < 0.9m);

    // The engine is the slow twin, which sees the first two of the events.
    private static (QualityIncidents, WatchQuality) Watch(LogFixture log, TimeProvider clock)
    {
        var seen = new FakeEventLog();
        seen.Append(log.Here,
            TestEvents.Event("order_placed", "a", 60 * 86_400 + 43_200, """{"total": 1, "customer": "a"}"""),
            TestEvents.Event("order_placed", "b", 60 * 86_400 + 43_200, """{"customer": "b"}"""));
        var engine = new SlowEventAnalytics(seen);
        var records = new QualityRecords(log.Tenants.Connections);
        var incidents = new QualityIncidents(log.Tenants.Connections, clock);
        return (incidents, new WatchQuality(
            incidents, records, new LogSeals(log.Tenants.Connections, clock, NullLogger<LogSeals>.Instance),
            new MeasureCompleteness(engine, clock), new MeasureVolume(engine, clock),
            new MeasureFreshness(engine, log.Reader, records, clock), clock));
    }
}
