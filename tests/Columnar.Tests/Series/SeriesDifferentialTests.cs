using Analytics.TestKit;

namespace Analytics.Columnar.Tests.Series;

/// <summary>Random series and top lists of every kind, over random logs of every kind, against the slow twin.</summary>
public sealed class SeriesDifferentialTests(ITestOutputHelper output)
{
    private const int QuestionsPerLog = 20;

    private static readonly int _logs = DifferentialTests.Long ? 250 : 25;

    [Fact]
    public async Task Series_and_top_lists_are_those_of_the_slow_twin()
    {
        await using var running = await RunningEngine.StartAsync();
        var twin = new SlowEventAnalytics(running.Log);
        for (var seed = 1_001; seed <= 1_000 + _logs; seed++)
        {
            output.WriteLine($"seed {seed}");
            var world = RandomWorld.Of(seed);
            var tenant = await running.Tenants.AddAsync($"tenant-{seed}", world.SessionGap);
            var count = 20 + (seed * 37 % 400);
            foreach (var part in new RandomLog(seed, world, QuestionKinds.All).Take(count).Chunk(1 + (count / (1 + (seed % 4)))))
                await running.AppendAsync(tenant, part);
            var questions = new RandomQuestions(seed, world, QuestionKinds.All);
            for (var question = 0; question < QuestionsPerLog; question++)
                await Answers.AgreeAsync(
                    running.Engine, twin, tenant,
                    question % 4 == 0 ? questions.TopList() : questions.Series(),
                    $"seed {seed}, question {question}");
        }
    }
}
