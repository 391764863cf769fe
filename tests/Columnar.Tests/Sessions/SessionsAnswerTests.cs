using System.Text.Json;
using Analytics.Domain.Cohorts;
using Analytics.Domain.Querying;
using Analytics.Domain.Sessions;
using Analytics.TestKit;

namespace Analytics.Columnar.Tests.Sessions;

/// <summary>Random questions about sessions have the answers of the slow twin.</summary>
public sealed class SessionsAnswerTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Random_questions_have_the_answers_of_the_slow_twin(int seed)
    {
        await using var running = await RunningEngine.StartAsync();
        var twin = new SlowEventAnalytics(running.Log);
        var tenant = await running.Tenants.AddAsync("tenant", TimeSpan.FromSeconds(2));
        foreach (var part in new RandomEvents(seed).Take(200, 60).Chunk(70))
            await running.AppendAsync(tenant, part);
        var random = new Random(seed);
        for (var question = 0; question < 60; question++)
        {
            var query = Query(random);

            var expected = (await twin.SessionsAsync(tenant, query, CancellationToken.None)).Value;
            var actual = (await running.Engine.SessionsAsync(tenant, query, CancellationToken.None)).Value;

            Assert.True(Text(expected) == Text(actual), $"seed {seed}, question {question}: {query}\n{Text(expected)}\n{Text(actual)}");
        }
    }

    private static SessionsQuery Query(Random random)
    {
        var from = random.Next(100);
        return new SessionsQuery
        {
            Range = TimeRange.Create(
                TestEvents.Start.AddSeconds(from / 2.0), TestEvents.Start.AddSeconds((from + random.Next(1, 60)) / 2.0)).Value,
            PageEvents = [.. Enumerable.Range(0, random.Next(3)).Select(_ => $"name-{random.Next(5)}")],
            Filter = random.Next(2) == 0 ? null : new EventFilter.Exists("rare"),
            Interval = random.Next(2) == 0 ? null : Interval.Hour,
            Cohort = random.Next(3) > 0
                ? null
                : new CohortCriteria.Did(new EventSelector(["name-1"]), CountComparison.AtLeast, random.Next(8)),
        };
    }

    private static string Text(SessionsAnswer answer) => JsonSerializer.Serialize(
        new { All = Text(answer.All), Points = answer.Points.Select(Text) });

    // 1.50 and 1.5 are the same figure.
    private static string Text(SessionFigures figures) => FormattableString.Invariant(
        $"{figures with { Pages = null }} {figures.Pages?.Median:0.#} {figures.Pages?.Mean:G28} {figures.Pages?.P90:0.#}");
}
