using Analytics.Domain.Identity;
using Analytics.Domain.Tenancy;
using Analytics.TestKit;

namespace Analytics.Columnar.Tests;

/// <summary>The engine and its slow twin answer random questions about random logs alike.</summary>
public sealed class DifferentialTests(ITestOutputHelper output)
{
    private const int QuestionsPerLog = 12;

    // 12 questions each: at least 500 in short, 5,000 in long.
    private static readonly int _logs = Long ? 500 : 45;

    internal static bool Long => Environment.GetEnvironmentVariable("ANALYTICS_TEST_LONG") == "1";

    [Fact]
    public async Task Random_logs_give_the_answers_of_the_slow_twin()
    {
        await using var running = await RunningEngine.StartAsync();
        var twin = new SlowEventAnalytics(running.Log);
        for (var seed = 1; seed <= _logs; seed++)
        {
            output.WriteLine($"seed {seed}");
            var world = RandomWorld.Of(seed);
            var tenant = await running.Tenants.AddAsync($"tenant-{seed}", world.SessionGap);
            // Each part arrives after the one before was seen; some logs are empty or hold one entry.
            var count = seed % 15 == 0 ? seed / 15 - 1 : 20 + (seed * 37 % 400);
            foreach (var part in new RandomLog(seed, world, QuestionKinds.All).Take(count).Chunk(1 + (count / (1 + (seed % 4)))))
                await running.AppendAsync(tenant, part);
            await AskAsync(running, twin, tenant, seed, world);
        }
    }

    [Fact]
    public async Task Order_of_arrival_changes_nothing()
    {
        await using var running = await RunningEngine.StartAsync(flushRows: 30, batchRows: 10);
        for (var seed = 1; seed <= (Long ? 60 : 6); seed++)
        {
            var world = RandomWorld.Of(seed);
            var log = new RandomLog(seed, world, QuestionKinds.All).Take(150).ToList();
            var first = await running.Tenants.AddAsync($"first-{seed}", world.SessionGap);
            var second = await running.Tenants.AddAsync($"second-{seed}", world.SessionGap);
            await running.AppendAsync(first, log);
            var random = new Random(seed);
            for (var rest = RandomLog.Permuted(log, seed).ToList(); rest.Count > 0;)
            {
                var part = rest.Take(random.Next(1, 60)).ToList();
                await running.AppendAsync(second, part);
                rest.RemoveRange(0, part.Count);
            }
            var questions = new RandomQuestions(seed, world, QuestionKinds.All);
            for (var question = 0; question < QuestionsPerLog; question++)
            {
                // Places in the log are other ones by design.
                if (questions.Next() is not (var asked and not TimelineQuery))
                    continue;
                Assert.True(
                    await Answers.TextAsync(running.Engine, first, asked) == await Answers.TextAsync(running.Engine, second, asked),
                    $"seed {seed}, question {question}\n{Plain.Text(asked)}");
            }
        }
    }

    [Fact]
    public async Task Answers_stay_the_same_when_the_process_is_lost_at_any_point()
    {
        await using var running = await RunningEngine.StartAsync(flushRows: 20, batchRows: 7);
        var twin = new SlowEventAnalytics(running.Log);
        var world = RandomWorld.OfSeconds(60);
        var tenant = await running.Tenants.AddAsync("tenant", world.SessionGap);
        var random = new Random(7);
        foreach (var part in new RandomLog(7, world, QuestionKinds.All).Take(600).Chunk(50))
        {
            running.Log.Append(tenant, part);
            // Taking in, writing files and merging are somewhere on their way.
            await Task.Delay(random.Next(60));
            await running.RestartAsync();
        }
        await running.SeenAsync(tenant, 600);
        await AskAsync(running, twin, tenant, 7, world);
    }

    [Fact]
    public async Task Answers_are_right_while_events_arrive_and_segments_merge()
    {
        await using var running = await RunningEngine.StartAsync(flushRows: 30, batchRows: 5);
        var twin = new SlowEventAnalytics(running.Log);
        var world = RandomWorld.OfSeconds(40);
        var tenant = await running.Tenants.AddAsync("tenant", world.SessionGap);
        var questions = new RandomQuestions(11, world, QuestionKinds.All);
        var seen = 0;
        foreach (var part in new RandomLog(11, world, QuestionKinds.All).Take(1_000).Chunk(10))
        {
            await running.AppendAsync(tenant, part);
            seen += part.Length;
            await Answers.AgreeAsync(running.Engine, twin, tenant, questions.Next(), $"seed 11, after {seen}");
        }
    }

    private static async Task AskAsync(
        RunningEngine running, SlowEventAnalytics twin, TenantScope tenant, int seed, RandomWorld world)
    {
        var questions = new RandomQuestions(seed, world, QuestionKinds.All);
        for (var question = 0; question < QuestionsPerLog; question++)
            await Answers.AgreeAsync(running.Engine, twin, tenant, questions.Next(), $"seed {seed}, question {question}");
        await Answers.AgreeOnNamesAsync(running.Engine, twin, tenant, $"seed {seed}");
    }
}
