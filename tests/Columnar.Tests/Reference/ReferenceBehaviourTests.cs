using System.Globalization;
using System.Text.Json;
using Analytics.Domain.Lifecycle;
using Analytics.Domain.Paths;
using Analytics.Domain.Querying;
using Analytics.Domain.Retention;
using Analytics.Domain.Series;
using Analytics.Domain.Sessions;

namespace Analytics.Columnar.Tests.Reference;

/// <summary>Active users, retention, sessions, percentiles and top lists of the reference answers.</summary>
public sealed class ReferenceBehaviourTests(ReferenceStore store) : IClassFixture<ReferenceStore>
{
    private static readonly EventSelector _activity = new(["ask_question", "post_answer", "comment"]);
    private static readonly TimeRange _all = Range("1990-01-01", "2030-01-01");

    public static TheoryData<string> Engines => ReferenceStore.Engines;

    public static TheoryData<string, string, string, string> Sessions
    {
        get
        {
            var cases = new TheoryData<string, string, string, string>();
            foreach (var engine in (string[])["columnar", "slow"])
            {
                cases.Add(engine, "community", "community", "sessions_all_events");
                cases.Add(engine, "shop", "shop", "sessions");
                cases.Add(engine, "web", "web", "sessionsOfAllRequests");
                cases.Add(engine, "webpages", "web", "sessionsOfPageViews");
            }
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Daily_weekly_and_monthly_active_users(string engine)
    {
        var rows = Rows(ReferenceLogs.Answers("community").GetProperty("activeUsersSample"));
        var daily = new SeriesQuery
        {
            Measure = new Measure(_activity, Aggregation.UniqueActors),
            Range = Range(rows[0][0].GetString()!, Next(rows[^1][0])),
            Interval = Interval.Day,
        };

        var answers = (await store.Engine(engine).SeriesAsync(
            store.Tenant("community"),
            [daily, daily with { Rolling = 7 }, daily with { Rolling = 30 }],
            TestContext.Current.CancellationToken)).Value;

        for (var series = 0; series < 3; series++)
            Assert.Equal(rows.Select(row => (decimal?)row[series + 1].GetDecimal()), answers[series].All.Points);
    }

    [Theory]
    [InlineData("columnar", "retention_signup_to_activity_monthly_ON", Interval.Month, true)]
    [InlineData("slow", "retention_signup_to_activity_monthly_ON", Interval.Month, true)]
    [InlineData("columnar", "retention_activity_quarterly_ON", Interval.Quarter, false)]
    [InlineData("slow", "retention_activity_quarterly_ON", Interval.Quarter, false)]
    public async Task Retention(string engine, string name, Interval period, bool fromSignUp)
    {
        var rows = ReferenceLogs.Answers("community").GetProperty(name).EnumerateArray().ToList();
        var query = new RetentionQuery
        {
            Start = fromSignUp ? new EventSelector(["signup"]) : _activity,
            Return = _activity,
            Period = period,
            Periods = rows.Max(row => row.GetProperty("returned").GetArrayLength()) - 1,
            Range = Range("2011-10-01", "2018-10-01"),
        };

        var answer = (await store.Engine(engine).RetentionAsync(
            store.Tenant("community"), query, TestContext.Current.CancellationToken)).Value;

        var cohorts = answer.Cohorts.ToDictionary(cohort => cohort.Start);
        foreach (var row in rows)
        {
            var cohort = cohorts[Instant(row.GetProperty("cohort").GetString()!)];
            var returned = row.GetProperty("returned").EnumerateArray().Select(count => count.GetInt64()).ToList();
            Assert.Equal(row.GetProperty("size").GetInt64(), cohort.Size);
            Assert.Equal(returned, cohort.Counts.Take(returned.Count));
        }
        Assert.Equal(rows.Sum(row => row.GetProperty("size").GetInt64()), answer.Cohorts.Sum(cohort => cohort.Size));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Lifecycle_by_month(string engine)
    {
        var rows = Rows(ReferenceLogs.Answers("community").GetProperty("lifecycleActivityByMonth"));

        var answer = (await store.Engine(engine).LifecycleAsync(
            store.Tenant("community"),
            new LifecycleQuery { Activity = _activity, Period = Interval.Month, Range = Range("2011-10-01", "2018-10-01") },
            TestContext.Current.CancellationToken)).Value;

        var months = answer.Periods.ToDictionary(period => period.Start.ToString("yyyy-MM", CultureInfo.InvariantCulture));
        foreach (var row in rows)
        {
            var month = months[row[0].GetString()!];
            Assert.Equal(
                row[1..].Select(count => count.GetInt64()),
                [month.New, month.Returning, month.Resurrecting, -month.Dormant]);
        }
        Assert.Equal(383, answer.Periods.Sum(period => period.New));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Paths_after_a_question(string engine)
    {
        var expected = Rows(ReferenceLogs.Answers("community").GetProperty("pathsAfterAskQuestion_activity_n4"));

        var answer = (await store.Engine(engine).PathsAsync(
            store.Tenant("activity"),
            new PathsQuery { Range = _all, From = new EventSelector(["ask_question"]), MaxLength = 4 },
            TestContext.Current.CancellationToken)).Value;

        Assert.Equal(
            expected.ToDictionary(row => row[0].GetString()!, row => row[1].GetInt64()),
            answer.Sequences.ToDictionary(path => string.Join(" > ", path.Steps), path => path.Count));
        Assert.Equal(515, answer.Paths);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Entry_and_exit_pages_are_the_ends_of_paths_through_sessions(string engine)
    {
        var reference = ReferenceLogs.Answers("web").GetProperty("sessionsOfPageViews");
        var paths = new PathsQuery { Range = _all, From = EventSelector.Any, Step = "path", Limit = 10 };

        var entered = (await store.Engine(engine).PathsAsync(
            store.Tenant("webpages"), paths, TestContext.Current.CancellationToken)).Value;

        Assert.Equal(reference.GetProperty("sessions").GetInt64(), entered.Paths);
        Assert.Equal(
            Rows(reference.GetProperty("topEntryPages")).ToDictionary(row => row[0].GetString()!, row => row[1].GetInt64()),
            entered.Nodes.Where(node => node is { Place: 0, Step: not null }).ToDictionary(node => node.Step!.Value.Only!, node => node.Count));
    }

    [Theory]
    [MemberData(nameof(Sessions))]
    public async Task Session_figures(string engine, string dataSet, string file, string name)
    {
        var reference = ReferenceLogs.Answers(file).GetProperty(name);

        var answer = (await store.Engine(engine).SessionsAsync(
            store.Tenant(dataSet), new SessionsQuery { Range = _all }, TestContext.Current.CancellationToken)).Value.All;

        Assert.Equal(reference.GetProperty("sessions").GetInt64(), answer.Count);
        Assert.Equal(reference.GetProperty("actors").GetInt64(), answer.Actors);
        Assert.Equal(reference.GetProperty("eventsPerSessionMean").GetDouble(), (double)answer.Events / answer.Count, 9);
        var duration = reference.GetProperty("durationSeconds");
        Assert.Equal(duration.GetProperty("median").GetDouble(), answer.Duration!.Median.TotalSeconds, tolerance: 0.000_001);
        Assert.Equal(duration.GetProperty("mean").GetDouble(), answer.Duration.Mean.TotalSeconds, tolerance: 0.000_001);
        Assert.Equal(duration.GetProperty("p90").GetDouble(), answer.Duration.P90.TotalSeconds, tolerance: 0.000_001);
        if (reference.TryGetProperty("bounces", out var bounces))
            Assert.Equal(bounces.GetInt64(), answer.Bounces);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Requests_by_local_hour_and_percentiles_of_bytes(string engine)
    {
        var reference = ReferenceLogs.Answers("web");
        var hours = Rows(reference.GetProperty("requestsByLocalHour"));
        var zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
        var byHour = new SeriesQuery
        {
            Measure = new Measure(EventSelector.Any, Aggregation.Count),
            Range = TimeRange.Create(
                new DateTimeOffset(1995, 7, 1, 0, 0, 0, TimeSpan.FromHours(-4)),
                new DateTimeOffset(1995, 7, 1, hours.Count, 0, 0, TimeSpan.FromHours(-4))).Value,
            Calendar = new QueryCalendar(zone, DayOfWeek.Monday),
            Interval = Interval.Hour,
        };
        var percentiles = reference.GetProperty("percentilesOfBytesOf200").EnumerateObject().ToList();
        var ok = new EventSelector([], new EventFilter.Compare("status", FilterOperator.Equal, new PropertyValue.Text("200")));

        var answers = (await store.Engine(engine).SeriesAsync(
            store.Tenant("web"),
            [
                byHour,
                .. percentiles.Select(one => byHour with
                {
                    Interval = null,
                    Measure = new Measure(ok, Aggregation.Percentile)
                    {
                        Property = "bytes",
                        Percentile = decimal.Parse(one.Name, CultureInfo.InvariantCulture),
                    },
                }),
                byHour with { Interval = null, Measure = new Measure(EventSelector.Any, Aggregation.Sum) { Property = "bytes" } },
                byHour with { Interval = null, Measure = new Measure(EventSelector.Any, Aggregation.UniqueActors) },
            ],
            TestContext.Current.CancellationToken)).Value;

        Assert.Equal(hours.Select(row => (decimal?)row[1].GetDecimal()), answers[0].All.Points);
        for (var i = 0; i < percentiles.Count; i++)
            Assert.Equal(percentiles[i].Value.GetDouble(), (double)answers[i + 1].All.Total!.Value, tolerance: 0.000_1);
        Assert.Equal(reference.GetProperty("bytes").GetDecimal(), answers[^2].All.Total);
        Assert.Equal(reference.GetProperty("visitors").GetDecimal(), answers[^1].All.Total);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Top_pages(string engine)
    {
        var expected = Rows(ReferenceLogs.Answers("web").GetProperty("topPagesByViews"));

        var answer = (await store.Engine(engine).TopListAsync(
            store.Tenant("web"),
            new TopListQuery
            {
                Range = _all,
                Breakdown = new SeriesBreakdown("path", expected.Count),
                Measures = [new Measure(new EventSelector(["page_view"]), Aggregation.Count)],
            },
            TestContext.Current.CancellationToken)).Value;

        Assert.Equal(
            expected.Select(row => (row[0].GetString(), (decimal?)row[1].GetDecimal())),
            answer.Rows.Select(row => (row.Key.Only, row.Values[0])));
        Assert.Equal(ReferenceLogs.Answers("web").GetProperty("pageViews").GetDecimal(), answer.All[0]);
        Assert.Equal(answer.All[0], answer.Rows.Sum(row => row.Values[0]) + (answer.Other?[0] ?? 0));
    }

    private static List<List<JsonElement>> Rows(JsonElement table) =>
        [.. (table.ValueKind is JsonValueKind.Array ? table : table.GetProperty("rows"))
            .EnumerateArray().Select(row => row.EnumerateArray().ToList())];

    private static string Next(JsonElement day) =>
        DateOnly.Parse(day.GetString()!, CultureInfo.InvariantCulture).AddDays(1).ToString("O", CultureInfo.InvariantCulture);

    private static TimeRange Range(string from, string to) => TimeRange.Create(Instant(from), Instant(to)).Value;

    private static DateTimeOffset Instant(string day) =>
        DateTimeOffset.Parse(day, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
