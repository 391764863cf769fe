using System.Text.Json;
using Analytics.Domain.Cohorts;
using Analytics.Domain.Collection;
using Analytics.Domain.Querying;
using Analytics.Domain.Retention;
using Analytics.TestKit;

namespace Analytics.Columnar.Tests.Retention;

/// <summary>Random questions about retention have the answers of the slow twin.</summary>
public sealed class RetentionAnswerTests
{
    private static readonly TimeZoneInfo[] _zones =
    [
        .. new[] { "Etc/UTC", "Europe/Vienna", "America/Sao_Paulo", "Pacific/Apia" }
            .Select(TimeZoneInfo.FindSystemTimeZoneById),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Random_questions_have_the_answers_of_the_slow_twin(int seed)
    {
        await using var running = await RunningEngine.StartAsync();
        var twin = new SlowEventAnalytics(running.Log);
        var tenant = await running.Tenants.AddAsync("tenant", TimeSpan.FromHours(5));
        // Half-seconds become thirds of a day and more, so that days, weeks and months have events.
        foreach (var part in new RandomEvents(seed).Take(160, 60).Select(Stretched).Chunk(70))
            await running.AppendAsync(tenant, part);
        var random = new Random(seed);
        for (var question = 0; question < 80; question++)
        {
            var query = Query(random);

            var expected = (await twin.RetentionAsync(tenant, query, CancellationToken.None)).Value;
            var actual = (await running.Engine.RetentionAsync(tenant, query, CancellationToken.None)).Value;

            Assert.True(
                Text(expected) == Text(actual),
                $"seed {seed}, question {question}: {query}\n{Text(expected)}\n{Text(actual)}");
        }
    }

    [Theory]
    [InlineData(9_985, false)]
    [InlineData(9_985, true)]
    [InlineData(9_995, false)]
    [InlineData(9_995, true)]
    public async Task Range_at_the_end_of_all_years_has_empty_cohorts(int year, bool rolling)
    {
        await using var running = await RunningEngine.StartAsync();
        var tenant = await running.Tenants.AddAsync("tenant");
        await running.AppendAsync(tenant, [.. new RandomEvents(1).Take(20, 10)]);
        var query = new RetentionQuery
        {
            Range = TimeRange.Create(
                new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero),
                new DateTimeOffset(year + 4, 1, 1, 0, 0, 0, TimeSpan.Zero)).Value,
            Period = Interval.Quarter,
            Periods = RetentionQuery.MaxPeriods,
            Rolling24Hours = rolling,
            Value = new Measure(EventSelector.Any, Aggregation.Count),
        };

        var answer = (await running.Engine.RetentionAsync(tenant, query, CancellationToken.None)).Value;

        Assert.All(answer.Cohorts, cohort => Assert.Equal(0, cohort.Size));
        Assert.All(answer.Cohorts, cohort => Assert.Equal(RetentionQuery.MaxPeriods + 1, cohort.Values.Length));
    }

    private static LogEntry Stretched(LoggedEvent logged) =>
        logged with { OccurredAt = Later((logged.OccurredAt - TestEvents.Start).TotalSeconds) };

    private static DateTimeOffset Later(double seconds) =>
        TestEvents.Start.AddSeconds(Math.Round(seconds * 0.7 * 86_400) + (seconds * 3_600));

    private static RetentionQuery Query(Random random)
    {
        var from = random.Next(100);
        var periods = random.Next(1, random.Next(2) == 0 ? 5 : 90);
        var by = (RetentionReturn)random.Next(3);
        return new RetentionQuery
        {
            Range = TimeRange.Create(Later(from / 2.0), Later((from + random.Next(1, 80)) / 2.0)).Value,
            Calendar = new QueryCalendar(_zones[random.Next(_zones.Length)], (DayOfWeek)random.Next(7)),
            Start = Selector(random),
            Return = Selector(random),
            Filter = random.Next(4) == 0 ? new EventFilter.Exists("color") : null,
            Period = new[] { Interval.Day, Interval.Week, Interval.Month, Interval.Quarter }[random.Next(4)],
            Periods = periods,
            StartBy = (RetentionStart)random.Next(3),
            ReturnBy = by,
            Brackets = by is RetentionReturn.Bracket
                ? [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(periods + 1)).Distinct().Order()]
                : [],
            Rolling24Hours = random.Next(3) == 0,
            Cohort = random.Next(3) > 0
                ? null
                : new CohortCriteria.Did(new EventSelector(["name-1"]), CountComparison.AtLeast, random.Next(8)),
        };
    }

    private static EventSelector Selector(Random random) => random.Next(3) switch
    {
        0 => EventSelector.Any,
        1 => new EventSelector([$"name-{random.Next(5)}"]),
        _ => new EventSelector([$"name-{random.Next(4)}", $"name-{random.Next(4)}"], new EventFilter.Exists("amount")),
    };

    private static string Text(RetentionAnswer answer) =>
        JsonSerializer.Serialize(answer.Cohorts.Select(
            cohort => new { cohort.Start.UtcDateTime, cohort.Size, cohort.Counts }));
}
