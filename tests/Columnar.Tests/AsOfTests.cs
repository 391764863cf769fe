using Analytics.Domain.Identity;
using Analytics.TestKit;

namespace Analytics.Columnar.Tests;

/// <summary>Answers as of any position, while files are written, merged, folded, swept and opened again.</summary>
public sealed class AsOfTests(ITestOutputHelper output)
{
    private static readonly int _logs = DifferentialTests.Long ? 100 : 6;

    [Fact]
    public async Task Answer_as_of_a_position_is_that_of_an_engine_that_has_read_no_further()
    {
        await using var running = await RunningEngine.StartAsync(flushRows: 20, batchRows: 7);
        for (var seed = 1; seed <= _logs; seed++)
        {
            output.WriteLine($"seed {seed}");
            var world = RandomWorld.Of(seed);
            var log = new RandomLog(seed, world, QuestionKinds.All).Take(160).Where(entry => entry is not ActorErased).ToList();
            var random = new Random(seed);
            var position = random.Next(log.Count + 1);
            var whole = await running.Tenants.AddAsync($"whole-{seed}", world.SessionGap);
            var part = await running.Tenants.AddAsync($"part-{seed}", world.SessionGap);
            await running.AppendAsync(whole, log);
            await running.AppendAsync(part, log.Take(position));
            await RearrangeAsync(running, whole, random.Next(3));
            var questions = new RandomQuestions(seed, world, QuestionKinds.All);
            for (var question = 0; question < 12; question++)
            {
                var asked = questions.Next();
                var expected = await Answers.TextAsync(running.Engine, part, asked);
                var actual = await Answers.TextAsync(running.Engine, whole, asked with { AsOf = position });
                Assert.True(expected == actual, $"seed {seed}, question {question}, as of {position}\n{Plain.Text(asked)}\n{expected}\n{actual}");
            }
        }
    }

    [Fact]
    public async Task Past_stays_the_same_while_the_log_grows_and_the_process_is_lost_but_for_what_is_erased()
    {
        await using var running = await RunningEngine.StartAsync(flushRows: 20, batchRows: 7);
        var twin = new SlowEventAnalytics(running.Log);
        var world = RandomWorld.OfSeconds(60);
        var tenant = await running.Tenants.AddAsync("tenant", world.SessionGap);
        var questions = new RandomQuestions(5, world, QuestionKinds.All);
        var random = new Random(5);
        var seen = 0;
        foreach (var part in new RandomLog(5, world, QuestionKinds.All).Take(500).Chunk(70))
        {
            await running.AppendAsync(tenant, part);
            seen += part.Length;
            await RearrangeAsync(running, tenant, random.Next(4));
            for (var question = 0; question < 6; question++)
            {
                var asOf = random.Next(seen + 1);
                await Answers.AgreeAsync(
                    running.Engine, twin, tenant, questions.Next() with { AsOf = asOf }, $"as of {asOf} of {seen}");
            }
        }
    }

    // What compaction, folding and a new process make of the files.
    private static async Task RearrangeAsync(RunningEngine running, Domain.Tenancy.TenantScope tenant, int how)
    {
        if (how == 0)
            return;
        var engine = await running.Engines.OpenAsync(tenant, CancellationToken.None);
        if (how == 1)
            engine.Segments.CompactAll(CancellationToken.None);
        else if (how == 2)
            while (engine.Segments.FoldOnce(all: true, CancellationToken.None))
            {
            }
        else
        {
            var position = engine.Segments.Position;
            await running.RestartAsync();
            await running.SeenAsync(tenant, position);
        }
    }
}
