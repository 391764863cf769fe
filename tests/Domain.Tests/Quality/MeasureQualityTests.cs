using Analytics.Domain.Quality;
using Analytics.Domain.Querying;
using Analytics.TestKit;

namespace Analytics.Domain.Tests.Quality;

public sealed class MeasureQualityTests
{
    private const double Day = 86_400;

    private static readonly TimeZoneInfo _berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    private readonly FakeEventLog _log = new();
    private readonly FakeTime _clock = new(TestEvents.Start.AddDays(40).AddHours(12));
    private readonly SlowEventAnalytics _engine;

    public MeasureQualityTests() => _engine = new SlowEventAnalytics(_log);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Completeness_is_the_share_of_a_name_s_events_that_have_the_property_by_local_day()
    {
        var tenant = await new FakeTenants().AddAsync("here");
        _log.Append(tenant,
            TestEvents.Event("order_placed", "a", 0, """{"total": 1, "note": ""}"""),
            TestEvents.Event("order_placed", "a", 3600, """{"total": null}"""),
            TestEvents.Event("order_placed", null, 23.2 * 3600, """{"other": 2}"""),
            TestEvents.Event("order_placed", "b", 23.5 * 3600, """{"total": "x"}"""),
            TestEvents.Event("page_view", "b", 10));
        var question = Question(0, 1, _berlin,
            new("order_placed", "total"), new("order_placed", "note"), new("never", "total"), new("order_placed", "total"));

        var fields = (await new MeasureCompleteness(_engine, _clock).ExecuteAsync(tenant, question, Token)).Value;

        Assert.Equal(
            ["order_placed.total 2/4 0.5", "order_placed.note 1/4 0.25", "never.total 0/0 "],
            fields.Select(field => FormattableString.Invariant($"{field.Event}.{field.Field} {field.Present}/{field.Events} {field.Share}")));
        // A day of Berlin ends an hour before that of UTC.
        Assert.Equal(
            ["2024-01-01 1/2 0.5 True", "2024-01-02 1/2 0.5 True"],
            fields[0].Days.Select(day => FormattableString.Invariant(
                $"{day.Day:yyyy-MM-dd} {day.Present}/{day.Events} {day.Share} {day.Complete}")));
    }

    [Fact]
    public async Task What_is_expected_of_a_day_is_the_mean_of_the_same_weekday_of_the_four_weeks_before()
    {
        var tenant = await new FakeTenants().AddAsync("here");
        // Mondays: 1 Jan is the first day of all, then 4, 0, 8 events, and 9 on 29 January.
        _log.Append(tenant, Many("e", 0, 3).Concat(Many("e", 7, 4)).Concat(Many("e", 21, 8)).Concat(Many("e", 28, 9)));

        var volume = (await new MeasureVolume(_engine, _clock).ExecuteAsync(
            tenant, Question(27, 36, TimeZoneInfo.Utc), Token)).Value;

        var monday = volume.Days.Single(day => day.Day == new DateOnly(2024, 1, 29));
        Assert.Equal((9, 4m, 3), (monday.Received, monday.Expected, monday.BaseDays));
        Assert.Equal(1.25, monday.Deviation);
        var next = volume.Days.Single(day => day.Day == new DateOnly(2024, 2, 5));
        Assert.Equal((0, 5.25m, 4, -1d), (next.Received, next.Expected, next.BaseDays, next.Deviation!.Value));
        // A Sunday of nothing after four of nothing: expected is 0 and there is no ratio to it.
        var sunday = volume.Days.Single(day => day.Day == new DateOnly(2024, 1, 28));
        Assert.Equal((0m, 3, null), (sunday.Expected, sunday.BaseDays, sunday.Deviation));
        Assert.Equal(9 / 9.25 - 1, volume.Variance!.Value, 12);
    }

    [Fact]
    public async Task A_day_without_a_past_has_no_expectation_and_one_that_is_not_over_no_deviation()
    {
        var tenant = await new FakeTenants().AddAsync("here");
        _log.Append(tenant, Many("e", 33, 2).Concat(Many("e", 40, 1)));

        var volume = (await new MeasureVolume(_engine, _clock).ExecuteAsync(
            tenant, Question(33, 41, TimeZoneInfo.Utc), Token)).Value;

        Assert.All(volume.Days.Take(7), day => Assert.Equal((null, 0, true), (day.Expected, day.BaseDays, day.Complete)));
        var today = volume.Days[^1];
        Assert.Equal((new DateOnly(2024, 2, 10), 1, false, null), (today.Day, today.Received, today.Complete, today.Deviation));
        Assert.Null(volume.Variance);
    }

    [Fact]
    public async Task Robots_events_count_as_received_and_their_share_is_told()
    {
        var tenant = await new FakeTenants().AddAsync("here");
        _log.Append(tenant, Many("e", 30, 3).Append(TestEvents.Event("e", "bot", 30 * Day) with { IsBot = true }));

        var volume = (await new MeasureVolume(_engine, _clock).ExecuteAsync(
            tenant, Question(30, 31, TimeZoneInfo.Utc), Token)).Value;

        Assert.Equal((4, 1, 0.25m), (volume.Received, volume.Bots, volume.BotShare));
        Assert.Equal(4, volume.Days[0].Received);
    }

    [Fact]
    public void A_range_is_widened_to_whole_days_and_has_a_bound()
    {
        var start = TestEvents.Start;
        var question = QualityQuestion.Create(
            TimeRange.Create(start.AddHours(5), start.AddHours(30)).Value, new QueryCalendar(_berlin, DayOfWeek.Monday), []).Value;

        Assert.Equal((start.AddHours(-1), start.AddHours(47)), (question.Range.From, question.Range.To));
        Assert.Equal("TOO_MANY_BUCKETS", QualityQuestion.Create(
            TimeRange.Create(start, start.AddDays(401)).Value, QueryCalendar.Utc, []).Problem!.Code);
        Assert.Equal("fields[1]", QualityQuestion.Create(
            TimeRange.Create(start, start.AddDays(1)).Value, QueryCalendar.Utc, [new("a", "b"), new("", "b")]).Problem!.Path);
        Assert.Equal("FIELDS_COUNT", QualityQuestion.Create(
            TimeRange.Create(start, start.AddDays(1)).Value, QueryCalendar.Utc,
            [.. Enumerable.Range(0, 51).Select(i => new CriticalField("a", $"{i}"))]).Problem!.Code);
    }

    private static IEnumerable<Analytics.Domain.Collection.LoggedEvent> Many(string name, int day, int count) =>
        Enumerable.Range(0, count).Select(i => TestEvents.Event(name, $"actor-{i}", day * Day + i));

    private static QualityQuestion Question(int from, int to, TimeZoneInfo zone, params CriticalField[] fields) =>
        QualityQuestion.Create(
            TimeRange.Create(TestEvents.Start.AddDays(from), TestEvents.Start.AddDays(to)).Value,
            new QueryCalendar(zone, DayOfWeek.Monday), fields).Value;
}
