using Analytics.Domain.Tenancy;
using Analytics.TestKit;

namespace Analytics.Columnar.Tests;

/// <summary>The engine and its slow twin answer random questions about random logs alike.</summary>
public sealed class DifferentialTests(ITestOutputHelper output)
{
    private const int Logs = 30;
    private const int QuestionsPerLog = 20;

    [Fact]
    public async Task Random_logs_give_the_answers_of_the_slow_twin()
    {
        await using var running = await RunningEngine.StartAsync();
        var twin = new SlowEventAnalytics(running.Log);
        for (var seed = 1; seed <= Logs; seed++)
        {
            output.WriteLine($"seed {seed}");
            var tenant = await running.Tenants.AddAsync($"tenant-{seed}", TimeSpan.FromSeconds(5));
            // Few events fill a short time, many a longer one; each part arrives after the one before was seen.
            var (events, seconds) = (20 + (seed * 12), 20 + seed);
            foreach (var part in new RandomEvents(seed).Take(events, seconds).Chunk(1 + (events / 3)))
                await running.AppendAsync(tenant, part);
            await AskAsync(running, twin, tenant, seed, seconds);
        }
    }

    [Fact]
    public async Task Answers_stay_the_same_when_the_process_is_lost_at_any_point()
    {
        await using var running = await RunningEngine.StartAsync(flushRows: 20, batchRows: 7);
        var twin = new SlowEventAnalytics(running.Log);
        var tenant = await running.Tenants.AddAsync("tenant", TimeSpan.FromSeconds(5));
        var random = new Random(7);
        var events = new RandomEvents(7).Take(600, 60).ToList();
        for (var round = 0; round < 12; round++)
        {
            running.Log.Append(tenant, events.Skip(round * 50).Take(50));
            // Taking in, writing files and merging are somewhere on their way.
            await Task.Delay(random.Next(60));
            await running.RestartAsync();
        }
        await running.SeenAsync(tenant, 600);
        await AskAsync(running, twin, tenant, 7, 60);
    }

    [Fact]
    public async Task Answers_are_right_while_events_arrive_and_segments_merge()
    {
        await using var running = await RunningEngine.StartAsync(flushRows: 30, batchRows: 5);
        var twin = new SlowEventAnalytics(running.Log);
        var tenant = await running.Tenants.AddAsync("tenant");
        var questions = new RandomQuestions(11, 40);
        foreach (var part in new RandomEvents(11).Take(1_000, 40).Chunk(10))
        {
            await running.AppendAsync(tenant, part);
            await Answers.AgreeAsync(running.Engine, twin, tenant, questions.Series(), $"after {part[^1].EventId}");
        }
    }

    private static async Task AskAsync(
        RunningEngine running, SlowEventAnalytics twin, TenantScope tenant, int seed, int seconds)
    {
        var questions = new RandomQuestions(seed, seconds);
        for (var question = 0; question < QuestionsPerLog; question++)
        {
            await Answers.AgreeAsync(running.Engine, twin, tenant, questions.Series(), $"seed {seed}, question {question}");
            await Answers.AgreeAsync(running.Engine, twin, tenant, questions.Funnel(), $"seed {seed}, question {question}");
        }
    }
}
