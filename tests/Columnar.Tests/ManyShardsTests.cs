using Analytics.Domain.Funnels;
using Analytics.TestKit;

namespace Analytics.Columnar.Tests;

/// <summary>Actors in numbers that no one shard holds, in several segments: the small logs of other tests have one.</summary>
[Collection(nameof(Alone))]
public sealed class ManyShardsTests(ITestOutputHelper output)
{
    private const int Actors = 15_000;
    private const int Entries = 110_000;

    private static readonly int _questions = DifferentialTests.Long ? 200 : 8;

    [Fact]
    public async Task Answers_over_many_shards_are_those_of_the_slow_twin()
    {
        await using var running = await RunningEngine.StartAsync(flushRows: 30_000, batchRows: 10_000);
        var twin = new SlowEventAnalytics(running.Log);
        var world = new RandomWorld(TestEvents.Start, TimeSpan.FromMinutes(20), 1_000);
        var tenant = await running.Tenants.AddAsync("tenant", world.SessionGap);
        await running.AppendAsync(tenant, new RandomLog(1, world, QuestionKinds.All, Actors).Take(Entries));
        var questions = new RandomQuestions(1, world, QuestionKinds.All);
        for (var question = 0; question < _questions; question++)
        {
            var asked = questions.Next();
            // The path of a group has so many events that its twin would not end.
            if (asked is FunnelDefinition { Count: FunnelCount.Groups } groups)
                asked = groups with { Count = FunnelCount.Attempts, GroupProperty = null };
            output.WriteLine($"question {question}");
            await Answers.AgreeAsync(running.Engine, twin, tenant, asked, $"question {question}");
        }
    }
}
