using Analytics.Columnar.Collection;
using Analytics.Domain.Tenancy;
using Analytics.TestKit;

namespace Analytics.Columnar.Tests.Collection;

public sealed class EngineFilesTests
{
    private const int Questions = 40;

    [Theory]
    [InlineData(0)]
    [InlineData(350)]
    public async Task Files_that_were_made_anew_answer_as_before_and_as_a_fresh_load(int after)
    {
        await using var running = await RunningEngine.StartAsync();
        var world = RandomWorld.Of(5);
        var tenant = await running.Tenants.AddAsync("kept", world.SessionGap);
        var entries = new RandomLog(5, world, QuestionKinds.All).Take(600).ToList();
        foreach (var part in entries.Chunk(60))
            await running.AppendAsync(tenant, part);
        await running.FlushedAsync(tenant);
        var before = await AnswersAsync(running, tenant, world);
        var files = new EngineFiles(running.Engines);
        var head = (await files.ProgressAsync(tenant, CancellationToken.None)).Position;

        var dropped = await files.RebuildAsync(tenant, after, CancellationToken.None);
        await running.SeenAsync(tenant, head);

        Assert.Equal(head, dropped.Promised);
        Assert.Equal(before, await AnswersAsync(running, tenant, world));
        var fresh = await running.Tenants.AddAsync("fresh", world.SessionGap);
        await running.AppendAsync(fresh, entries);
        Assert.Equal(before, await AnswersAsync(running, fresh, world));
        // It holds for what comes after, too.
        await running.AppendAsync(tenant, TestEvents.Event("late", "a", 5));
        await running.RestartAsync();
        await running.SeenAsync(tenant, head + 1);
    }

    private static async Task<List<string>> AnswersAsync(RunningEngine running, TenantScope tenant, RandomWorld world)
    {
        var questions = new RandomQuestions(5, world, QuestionKinds.All);
        var answers = new List<string>();
        for (var i = 0; i < Questions; i++)
            answers.Add(await Answers.TextAsync(running.Engine, tenant, questions.Next()));
        return answers;
    }
}
