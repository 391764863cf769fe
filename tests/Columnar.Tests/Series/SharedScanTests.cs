using Analytics.Domain.Querying;
using Analytics.Domain.Series;
using Analytics.TestKit;

namespace Analytics.Columnar.Tests.Series;

/// <summary>Series asked together share scans; each answer is the one that it has alone.</summary>
public sealed class SharedScanTests(ITestOutputHelper output)
{
    private const QuestionKinds Kinds = QuestionKinds.Aggregations | QuestionKinds.Rolling | QuestionKinds.Dimensions;

    [Fact]
    public async Task Series_asked_together_are_those_asked_one_by_one()
    {
        await using var running = await RunningEngine.StartAsync();
        for (var seed = 1; seed <= 12; seed++)
        {
            output.WriteLine($"seed {seed}");
            var world = RandomWorld.Of(seed);
            var tenant = await running.Tenants.AddAsync($"tenant-{seed}", world.SessionGap);
            await running.AppendAsync(tenant, new RandomLog(seed, world, Kinds).Take(200));
            var questions = new RandomQuestions(seed, world, Kinds);
            for (var round = 0; round < 4; round++)
            {
                List<SeriesQuery> together = [.. Enumerable.Range(0, 3).SelectMany(_ => Family(questions.Series()))];

                var answers = (await running.Engine.SeriesAsync(tenant, together, CancellationToken.None)).Value;

                for (var i = 0; i < together.Count; i++)
                {
                    var alone = (await running.Engine.SeriesAsync(tenant, [together[i]], CancellationToken.None)).Value[0];
                    Assert.Equal(Text(alone), Text(answers[i]));
                }
            }
        }
    }

    // The same events in other measures and windows: these are one scan.
    private static IEnumerable<SeriesQuery> Family(SeriesQuery query)
    {
        yield return query;
        foreach (var aggregation in new[] { Aggregation.Count, Aggregation.UniqueActors, Aggregation.UniqueSessions })
            yield return query with { Measure = new Measure(query.Measure.Events, aggregation) };
        yield return query with { Measure = new Measure(query.Measure.Events, Aggregation.Avg) { Property = "amount" } };
        if (query.Interval is not null)
            foreach (var rolling in new[] { 1, 3, 7 })
                yield return query with { Rolling = rolling, Cumulative = false };
    }

    private static string Text(SeriesAnswer answer) =>
        Plain.Text(answer with { Meta = answer.Meta with { RowsScanned = 0 } });
}
