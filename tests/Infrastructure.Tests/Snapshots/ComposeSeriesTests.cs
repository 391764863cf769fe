using Analytics.Domain.Identity;
using Analytics.Domain.Metrics;
using Analytics.Domain.Querying;
using Analytics.Domain.Series;
using Analytics.Domain.Snapshots;
using Analytics.Domain.Tenancy;
using Analytics.TestKit;

namespace Analytics.Infrastructure.Tests.Snapshots;

public sealed class ComposeSeriesTests(PostgresFixture postgres, ITestOutputHelper output)
{
    private static readonly string[] _metrics =
    [
        "active_users", "daily_active_users", "weekly_active_users", "monthly_active_users", "stickiness", "revenue", "revenue_all",
        "orders", "average_order_value", "customers", "net_revenue", "units_sold", "item_revenue", "refunds", "roas",
        "customer_acquisition_cost", "average_rating", "tickets_open", "ticket_resolution_hours", "conversion_rate_actors",
        "active_producers", "sign_ups", "api_requests", "cancelled_orders",
    ];

    private static readonly string[] _fullHours =
        ["Etc/UTC", "Europe/Berlin", "America/New_York", "Africa/Cairo", "Pacific/Auckland"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, "Etc/UTC", "2024-03-20")]
    [InlineData(2, "Europe/Berlin", "2024-03-18")]
    [InlineData(3, "America/New_York", "2024-10-20")]
    [InlineData(4, "Asia/Kolkata", "2024-10-10")]
    public async Task Metrics_are_what_they_would_be_with_every_raw_event(int seed, string zone, string day)
    {
        await using var snapshots = await SnapshotFixture.CreateAsync(postgres);
        var (tenant, from, dropped) = await FillAsync(snapshots, seed, zone, day);
        var random = new Random(seed);
        var (answered, refused) = (0, 0);
        var engine = snapshots.Without(tenant, dropped);
        for (var i = 0; i < 60; i++)
        {
            var question = Question(random, from, tenant.Tenant);
            var expected = await AskAsync(snapshots.Engine, new NoSnapshots(), snapshots, tenant, question);
            var actual = await AskAsync(engine, snapshots.Reader, snapshots, tenant, question);

            if (actual.Problem is { } problem)
            {
                Assert.Equal("SNAPSHOT_TIME_NOT_KEPT", problem.Code);
                Assert.False(
                    _fullHours.Contains(question.TimeZone!.Id) && tenant.Tenant.TimeZone.Id != "Asia/Kolkata",
                    $"seed {seed}, question {i} {problem.Message}\n{Plain.Text(question)}");
                refused++;
                continue;
            }
            answered += actual.Value.Meta.FromSnapshots ? 1 : 0;
            Assert.True(
                Text(expected.Value) == Text(actual.Value),
                $"seed {seed}, question {i}\n{Plain.Text(question)}\nexpected {Text(expected.Value)}\nactual   {Text(actual.Value)}");
        }
        output.WriteLine($"{answered} from snapshots, {refused} refused");
        Assert.True(answered >= 20);
    }

    [Theory]
    [InlineData(11, "Europe/Berlin", "2024-03-18")]
    [InlineData(12, "Etc/UTC", "2024-03-18")]
    public async Task Groups_are_chosen_and_counted_as_the_engine_does(int seed, string zone, string day)
    {
        await using var snapshots = await SnapshotFixture.CreateAsync(postgres);
        SeriesQuery[] kept =
        [
            SnapshotFixture.Series(Aggregation.Count, [], breakdown: new(PropertyRef.EventName, 1)),
            SnapshotFixture.Series(Aggregation.Sum, ["order_placed", "item_sold"], "total", breakdown: new("currency", 1)),
            SnapshotFixture.Series(Aggregation.UniqueActors, [], breakdown: new([PropertyRef.EventName, "currency"], 1)),
        ];
        var (tenant, from, dropped) = await FillAsync(
            snapshots, seed, zone, day, [.. kept.Select(series => KeptSeries.Of(series)!)]);
        var random = new Random(seed);
        var compose = new ComposeSeries(snapshots.Without(tenant, dropped), snapshots.Reader);
        for (var i = 0; i < 40; i++)
        {
            var start = LocalCalendar.StartOfDay(LocalCalendar.DayOf(from.AddDays(random.Next(-1, 24)), tenant.Tenant.TimeZone), tenant.Tenant.TimeZone);
            var series = kept[random.Next(kept.Length)];
            var query = series with
            {
                Range = TimeRange.Create(start.AddHours(random.Next(5)), start.AddDays(random.Next(2, 20))).Value,
                Interval = random.Next(3) == 0 ? Interval.Week : Interval.Day,
                Calendar = new QueryCalendar(tenant.Tenant.TimeZone, DayOfWeek.Monday),
                Rolling = random.Next(3) == 0 ? 3 : 1,
                Breakdown = series.Breakdown! with
                {
                    Limit = random.Next(1, 6),
                    Keys = random.Next(4) == 0 && series.Breakdown.Dimensions.Length == 1
                        ? [new GroupKey(["order_placed"]), new GroupKey(["USD"]), new GroupKey(["none"])]
                        : null,
                },
            };

            var expected = (await snapshots.Engine.SeriesAsync(tenant, [query], Token)).Value[0];
            var actual = (await compose.ExecuteAsync(tenant, [query], Token)).Value[0];

            Assert.True(
                Text(expected) == Text(actual),
                $"seed {seed}, question {i}\n{Plain.Text(query)}\nexpected {Text(expected)}\nactual   {Text(actual)}");
        }
    }

    [Fact]
    public async Task Breakdown_that_the_tenant_chose_is_answered_with_its_groups()
    {
        await using var snapshots = await SnapshotFixture.CreateAsync(postgres);
        var kept = KeptMetrics.Of(snapshots.Here.Tenant, new KeptBreakdowns(
            [new("average_order_value", ["quantity"]), new("customers", ["quantity"]), new("weekly_active_users", [PropertyRef.EventName])]));
        var (tenant, from, dropped) = await FillAsync(snapshots, 31, "Etc/UTC", "2024-03-18", kept);
        var engine = snapshots.Without(tenant, dropped);

        foreach (var (name, by) in new[] { ("average_order_value", "quantity"), ("customers", "quantity"), ("weekly_active_users", null) })
        {
            var question = new MetricQuestion(
                MetricCatalogue.Find(name).Value, new RequestedRange.Instants(from.AddDays(9), from.AddDays(30)))
            {
                Breakdown = [by is null ? PropertyRef.EventName : new PropertyRef(by)], Limit = 4, Interval = Interval.Week,
                Compare = Comparison.PreviousPeriod,
            };
            var expected = await AskAsync(snapshots.Engine, new NoSnapshots(), snapshots, tenant, question);
            var actual = await AskAsync(engine, snapshots.Reader, snapshots, tenant, question);

            Assert.Equal(4, actual.Value.Groups.Count(group => group.Key[0] is not null));
            Assert.Equal(Text(expected.Value), Text(actual.Value));
        }
    }

    [Fact]
    public async Task What_was_not_kept_is_refused_with_a_reason_and_never_answered_in_part()
    {
        await using var snapshots = await SnapshotFixture.CreateAsync(postgres);
        var (tenant, from, dropped) = await FillAsync(snapshots, 21, "Etc/UTC", "2024-03-18");
        var engine = snapshots.Without(tenant, dropped);
        var range = new RequestedRange.Instants(from, from.AddDays(30));
        MetricQuestion Ask(string name) => new(MetricCatalogue.Find(name).Value, range);
        var median = AdHocMetric.Create(["order_placed"], Aggregation.Median, "total").Value;
        var orders = AdHocMetric.Create(["order_placed"], Aggregation.Count, null).Value;

        foreach (var (question, code) in new (MetricQuestion, string)[]
                 {
                     (Ask("revenue") with { Filter = new EventFilter.Exists("country") }, "SNAPSHOT_NOT_KEPT"),
                     (Ask("revenue") with { Breakdown = ["country"] }, "SNAPSHOT_NOT_KEPT"),
                     (Ask("active_users") with { IncludeBots = true }, "SNAPSHOT_NOT_KEPT"),
                     (Ask("sessions"), "SNAPSHOT_NOT_KEPT"),
                     (Ask("api_response_p95"), "SNAPSHOT_NOT_KEPT"),
                     (Ask("cart_abandonment_rate"), "SNAPSHOT_NOT_KEPT"),
                     (new MetricQuestion(median, range), "SNAPSHOT_NOT_KEPT"),
                     (Ask("active_users") with { AsOf = 1 }, "AS_OF_UNAVAILABLE"),
                     (Ask("active_users") with { TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Kolkata"), Interval = Interval.Day },
                         "SNAPSHOT_TIME_NOT_KEPT"),
                     (Ask("active_users") with { Range = new RequestedRange.Instants(from.AddMinutes(1), from.AddDays(30)) },
                         "SNAPSHOT_TIME_NOT_KEPT"),
                     // Before the raw events by its comparison alone.
                     (Ask("sessions") with
                     {
                         Range = new RequestedRange.Instants(dropped, dropped.AddDays(3)), Compare = Comparison.PreviousPeriod,
                     }, "SNAPSHOT_NOT_KEPT"),
                 })
        {
            var answer = await AskAsync(engine, snapshots.Reader, snapshots, tenant, question);
            Assert.True(answer.Problem?.Code == code, $"{answer.Problem?.Code} {Plain.Text(question)}");
        }

        // One's own question is answered where it means what a metric means; what needs no snapshots is as ever.
        var own = await AskAsync(engine, snapshots.Reader, snapshots, tenant, new MetricQuestion(orders, range));
        var late = await AskAsync(
            engine, snapshots.Reader, snapshots, tenant,
            Ask("sessions") with { Range = new RequestedRange.Instants(dropped, dropped.AddDays(3)) });
        Assert.True(own.Value is { Total: > 0, Meta.FromSnapshots: true });
        Assert.True(late.Value is { Total: > 0, Meta.FromSnapshots: false });
        Assert.Equal(
            (await AskAsync(snapshots.Engine, new NoSnapshots(), snapshots, tenant, new MetricQuestion(orders, range))).Value.Total,
            own.Value.Total);
    }

    [Fact]
    public async Task Actor_that_is_erased_counts_no_more_at_once_and_one_that_is_split_counts_by_itself()
    {
        await using var snapshots = await SnapshotFixture.CreateAsync(postgres);
        foreach (var tenant in new[] { snapshots.Here, snapshots.Log.There })
            await snapshots.HasAsync(
                tenant, Events.New("1", actor: "device"), Events.New("2", actor: "person"), Events.New("3", actor: "other"),
                Events.New("4", Events.Noon.AddDays(5), actor: "late"));
        var actors = snapshots.Log.Actors;
        await actors.MergeAsync(snapshots.Here, Id("device"), Id("person"), Token);
        await snapshots.FollowAsync(snapshots.Here);
        await snapshots.WriteAsync();
        await snapshots.WriteAsync(snapshots.Log.There);
        await snapshots.DropAsync(snapshots.Here, Events.Noon.AddDays(2).AddHours(-12));
        await snapshots.DropAsync(snapshots.Log.There, Events.Noon.AddDays(2).AddHours(-12));
        Assert.Equal(3, await CountAsync(snapshots.Here));   // person, other, late

        await actors.SplitAsync(snapshots.Here, Id("device"), Token);
        Assert.Equal(4, await CountAsync(snapshots.Here));
        await actors.MergeAsync(snapshots.Here, Id("person"), Id("late"), Token);
        Assert.Equal(3, await CountAsync(snapshots.Here));
        await actors.MergeAsync(snapshots.Here, Id("other"), Id("never seen"), Token);
        Assert.Equal(3, await CountAsync(snapshots.Here));
        await actors.EraseAsync(snapshots.Here, Id("device"), Token);
        Assert.Equal(2, await CountAsync(snapshots.Here));
        Assert.Equal(4, await CountAsync(snapshots.Log.There));

        async Task<decimal?> CountAsync(TenantScope tenant)
        {
            await snapshots.FollowAsync(tenant);
            var question = new MetricQuestion(
                MetricCatalogue.Find("active_users").Value,
                new RequestedRange.Instants(Events.Noon.AddHours(-12), Events.Noon.AddDays(8).AddHours(-12)));
            var engine = snapshots.Without(tenant, Events.Noon.AddDays(2).AddHours(-12));
            return (await AskAsync(engine, snapshots.Reader, snapshots, tenant, question)).Value.Total;
        }

        static ActorId Id(string id) => ActorId.Create(id, "id").Value;
    }

    // Some weeks with identities before and after they were written; the first part of them is dropped.
    private static async Task<(TenantScope Tenant, DateTimeOffset From, DateTimeOffset Dropped)> FillAsync(
        SnapshotFixture snapshots, int seed, string zone, string day, IReadOnlyCollection<KeptSeries>? series = null)
    {
        var calendar = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var tenant = await snapshots.AddAsync($"shop-{seed}", calendar, seed % 2 == 0 ? DayOfWeek.Sunday : DayOfWeek.Monday);
        var from = LocalCalendar.StartOfDay(DateOnly.ParseExact(day, "yyyy-MM-dd"), calendar);
        var shop = new RandomShop(snapshots, tenant, seed, from, days: 35);
        await shop.HasEventsAsync(150);
        await shop.HasIdentitiesAsync(6, robots: true);
        await shop.HasEventsAsync(20);
        snapshots.Clock.MoveTo(from.AddDays(36));
        Assert.InRange(await snapshots.WriteAsync(tenant, series: series), 200, int.MaxValue);
        await shop.HasIdentitiesAsync(8, robots: false);
        var dropped = LocalCalendar.StartOfDay(DateOnly.ParseExact(day, "yyyy-MM-dd").AddDays(22), calendar);
        await snapshots.DropAsync(tenant, dropped);
        return (tenant, from, dropped);
    }

    private static MetricQuestion Question(Random random, DateTimeOffset from, TenantInfo tenant)
    {
        var metric = MetricCatalogue.Find(_metrics[random.Next(_metrics.Length)]).Value;
        var zone = random.Next(3) switch
        {
            0 => tenant.TimeZone,
            1 => RandomWorld.Zone(random),
            _ => TimeZoneInfo.FindSystemTimeZoneById(_fullHours[random.Next(_fullHours.Length)]),
        };
        var trailing = MetricCatalogue.Parts(metric).Any(part => part.Computation is MetricComputation.Aggregate { TrailingDays: not null });
        Interval? interval = random.Next(5) switch
        {
            0 => null,
            1 when !trailing => Interval.Hour,
            2 => Interval.Week,
            3 => Interval.Month,
            _ => Interval.Day,
        };
        var start = LocalCalendar.StartOfDay(LocalCalendar.DayOf(from.AddDays(random.Next(-3, 25)), zone), zone);
        var days = interval is Interval.Hour ? random.Next(1, 4) : random.Next(1, 30);
        var question = new MetricQuestion(metric, new RequestedRange.Instants(start, start.AddDays(days).AddHours(random.Next(3))))
        {
            TimeZone = zone,
            WeekStart = (DayOfWeek)random.Next(7),
            Interval = interval,
            Compare = random.Next(4) == 0 ? Comparison.PreviousPeriod : null,
        };
        return random.Next(4) switch
        {
            0 when interval is not null && !trailing => question with { Rolling = random.Next(2, 6) },
            1 when !trailing => question with { Cumulative = true },
            2 when interval is not null => question with { MovingAverage = 2 },
            _ => question,
        };
    }

    private static Task<Result<MetricResult>> AskAsync(
        IEventAnalytics engine, ISnapshotReader reader, SnapshotFixture snapshots, TenantScope tenant, MetricQuestion question) =>
        new RunMetric(engine, reader, snapshots.Clock).ExecuteAsync(tenant, question, Token);

    private static string Text(SeriesAnswer answer) => Plain.Text(new object?[]
    {
        answer.All, answer.Groups, answer.Other, answer.GroupCount,
    });

    private static string Text(MetricResult result) => Plain.Text(new object?[]
    {
        result.Total, result.Previous, result.Change, result.Reason, result.ExcludedCurrencies, result.Series, result.Groups, result.Other,
    });
}
