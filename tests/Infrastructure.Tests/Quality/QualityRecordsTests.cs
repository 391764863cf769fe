using Analytics.Domain.Collection;
using Analytics.Domain.Orders;
using Analytics.Domain.Quality;
using Analytics.Infrastructure.Orders;
using Analytics.Infrastructure.Quality;
using Analytics.Infrastructure.Tests.Collection;
using Analytics.TestKit;

namespace Analytics.Infrastructure.Tests.Quality;

public sealed class QualityRecordsTests(PostgresFixture postgres)
{
    private static readonly TimeRange _march = TimeRange.Create(
        new DateTimeOffset(2024, 3, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2024, 4, 1, 0, 0, 0, TimeSpan.Zero)).Value;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lateness_is_the_distribution_of_reception_after_the_event()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        var random = new Random(11);
        var delays = Enumerable.Range(0, 400).Select(_ => (long)(Math.Pow(random.NextDouble(), 4) * 300_000_000) - 5_000).ToList();
        await log.AppendAsync(log.Here, [.. delays.Select((delay, i) =>
            Events.New($"e{i}", Events.Noon.AddSeconds(i)) with { ReceivedAt = Events.Noon.AddSeconds(i).AddMilliseconds(delay) })]);
        await log.AppendAsync(log.Here, Events.New("before", Events.Noon.AddDays(-20)));
        var records = new QualityRecords(log.Tenants.Connections);

        var lateness = await records.LatenessAsync(log.Here, _march, Token);

        delays.Sort();
        Assert.Equal(400, lateness.Events);
        Assert.Equal((delays[199] + delays[200]) / 2e3, lateness.MedianSeconds!.Value, 6);
        Assert.Equal((delays[359] + 0.1 * (delays[360] - delays[359])) / 1e3, lateness.P90Seconds!.Value, 6);
        Assert.Equal(delays.Count(delay => delay > 3_600_000) / 400m, lateness.OverOneHour);
        Assert.Equal(delays.Count(delay => delay > 86_400_000) / 400m, lateness.OverOneDay);
        Assert.Equal(new Lateness(0, null, null, null, null), await records.LatenessAsync(log.There, _march, Token));
    }

    [Fact]
    public async Task Arrivals_tell_the_oldest_entry_that_is_not_seen_and_the_newest_that_is()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        for (var i = 1; i <= 3; i++)
            await log.AppendAsync(log.Here, Events.New($"e{i}") with { ReceivedAt = Events.Noon.AddMinutes(i) });
        var records = new QualityRecords(log.Tenants.Connections);

        Assert.Equal((Events.Noon.AddMinutes(2), Events.Noon.AddMinutes(1)), await records.ArrivalsAsync(log.Here, 1, Token));
        Assert.Equal((null, Events.Noon.AddMinutes(3)), await records.ArrivalsAsync(log.Here, 3, Token));
        Assert.Equal((null, null), await records.ArrivalsAsync(log.There, 0, Token));
    }

    [Fact]
    public async Task Capture_is_what_was_accepted_of_all_that_was_no_duplicate()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        var records = new QualityRecords(log.Tenants.Connections);
        await log.AsTenantAndCommitAsync(log.Here, $"""
            insert into collection_counts (tenant_id, hour, key_id, verdict, code, name, events)
            select '{log.Here.Id}', hour::timestamptz, '00000000-0000-0000-0000-000000000000', verdict, code, '', events
            from (values
                ('2024-03-01T00:00Z', 'ACCEPTED', '', 90), ('2024-03-31T23:00Z', 'ACCEPTED', 'EVENT_NOT_IN_PLAN', 4),
                ('2024-03-02T10:00Z', 'DUPLICATE', '', 50), ('2024-03-02T10:00Z', 'QUARANTINED', 'TYPE', 2),
                ('2024-03-02T11:00Z', 'REJECTED', 'EVENT_NAME_MISSING', 4), ('2024-02-29T23:00Z', 'REJECTED', '', 1000),
                ('2024-04-01T00:00Z', 'REJECTED', '', 1000)) as counts (hour, verdict, code, events)
            """);

        Assert.Equal(new EventCapture(94, 50, 2, 4, 0.94m), await records.CaptureAsync(log.Here, _march, Token));
        Assert.Equal(new EventCapture(0, 0, 0, 0, null), await records.CaptureAsync(log.There, _march, Token));
    }

    [Fact]
    public async Task Orders_are_reconciled_with_payments_and_every_difference_is_listed()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        await SaveAsync(log,
            Sale("paid", 10.25m), Sale("twice", 30m), Sale("late", 5m), Sale("unpaid", 7m), Sale("less", 9m),
            Sale("dollars", 4m), Sale("textual", 3m), Sale("old", 8m) with { PlacedAt = _march.From.AddDays(-3) },
            Sale("back", 2m) with { Kind = OrderKind.Refund },
            Sale("off", 6m) with { IsCancelled = true }, Sale("off, kept", 6m) with { IsCancelled = true },
            Sale("off, returned", 6m) with { IsCancelled = true });
        await log.AppendAsync(log.Here,
            Payment("p1", """{"order_id": "paid", "amount": 10.250, "currency": "eur"}"""),
            Payment("p2", """{"order_id": "twice", "amount": 12.5}"""),
            Payment("p3", """{"order_id": "twice", "total": 17.5}"""),
            Payment("p4", """{"order_id": "late", "value": 5}""", _march.To.AddDays(20)),
            Payment("p5", """{"order_id": "less", "amount": 8.99}"""),
            Payment("p6", """{"order_id": "dollars", "amount": 4, "currency": "USD"}"""),
            Payment("p7", """{"order_id": "textual", "amount": "3"}"""),
            Payment("p8", """{"order_id": "old", "amount": 8}"""),
            Payment("p9", """{"order_id": "unknown", "amount": 1e300}"""),
            Payment("p10", """{"amount": 2, "currency": "EUR"}"""),
            Payment("p13", """{"order_id": "off, kept", "amount": 6}"""), Refund("r1", """{"order_id": "off, kept", "amount": 2.5}"""),
            Payment("p14", """{"order_id": "off, returned", "amount": 6}"""),
            Refund("r2", """{"order_id": "off, returned", "amount": 99, "refunded_amount": 6}"""),
            Refund("r3", """{"order_id": "paid", "amount": 10.25}"""), Refund("r4", """{"order_id": "unknown too", "amount": 1}"""),
            Payment("p11", """{"order_id": "next month", "amount": 2}""", _march.To.AddDays(2)),
            Events.New("e", _march.From, "order_placed", properties: """{"order_id": "paid", "amount": 99}"""));
        await log.AppendAsync(log.There, Payment("p12", """{"order_id": "unpaid", "amount": 7}"""));
        var records = new QualityRecords(log.Tenants.Connections);

        var reconciled = await records.ReconcileAsync(log.Here, _march, Token);
        var differences = await records.DifferencesAsync(log.Here, _march, null, 100, Token);

        Assert.Equal(new OrderReconciliation(10, 5, 1, 2, 4, 7 / 12m), reconciled);
        Assert.Equal(
            [
                "event/p10 PaymentWithoutOrder   2 p10",
                "order/dollars AmountsDiffer dollars 4 4 p6",
                "order/less AmountsDiffer less 9 8.99 p5",
                "order/off, kept AmountsDiffer off, kept 0 3.5 p13",
                "order/textual AmountsDiffer textual 3  p7",
                "order/unknown PaymentWithoutOrder unknown   p9",
                "order/unpaid OrderWithoutPayment unpaid 7  ",
            ],
            differences.Select(d => FormattableString.Invariant(
                $"{d.Key} {d.Kind} {d.OrderId} {d.OrderTotal:0.##} {d.PaidTotal:0.##} {d.PaymentEventId}")));
        var second = await records.DifferencesAsync(log.Here, _march, "order/less", 1, Token);
        Assert.Equal("order/off, kept", Assert.Single(second).Key);
        Assert.Equal(new OrderReconciliation(0, 0, 0, 1, 0, 1), await records.ReconcileAsync(log.There, _march, Token));
    }

    private static Order Sale(string id, decimal total) => new(
        id, OrderKind.Sale, Events.Noon, null, "EUR", null, total, [new OrderLine(1, "P", 1, total)]);

    private static NewEvent Payment(string id, string properties, DateTimeOffset? at = null) =>
        Events.New(id, at ?? Events.Noon.AddHours(1), "payment_completed", properties: properties);

    private static NewEvent Refund(string id, string properties) =>
        Payment(id, properties) with { Name = "payment_refunded" };

    private static Task SaveAsync(LogFixture log, params Order[] orders) =>
        new OrderStore(log.Tenants.Connections).SaveAsync(
            log.Here, orders, "import", Events.Noon, Guid.NewGuid(), new LogAppend([]), Token);
}
