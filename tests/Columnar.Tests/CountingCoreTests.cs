using Analytics.Domain.Querying;
using Analytics.Domain.Tenancy;
using Analytics.TestKit;

namespace Analytics.Columnar.Tests;

/// <summary>One counting core: what holds between different questions, in the engine and in its slow twin.</summary>
public sealed class CountingCoreTests(ITestOutputHelper output)
{
    private static readonly int _logs = DifferentialTests.Long ? 200 : 20;

    [Fact]
    public async Task Answers_of_the_slow_twin_agree_with_each_other()
    {
        var (log, tenants) = (new FakeEventLog(), new FakeTenants());
        var twin = new SlowEventAnalytics(log);
        for (var seed = 1; seed <= _logs; seed++)
        {
            var world = RandomWorld.Of(seed);
            var tenant = await tenants.AddAsync($"tenant-{seed}", world.SessionGap);
            log.Append(tenant, new RandomLog(seed, world, QuestionKinds.All).Take(120));
            await AgreeAsync(twin, tenant, seed, world);
        }
    }

    [Fact]
    public async Task Answers_of_the_engine_agree_with_each_other()
    {
        await using var running = await RunningEngine.StartAsync();
        for (var seed = 1; seed <= _logs; seed++)
        {
            var world = RandomWorld.Of(seed);
            var tenant = await running.Tenants.AddAsync($"tenant-{seed}", world.SessionGap);
            await running.AppendAsync(tenant, new RandomLog(seed, world, QuestionKinds.All).Take(150));
            await AgreeAsync(running.Engine, tenant, seed, world);
        }
    }

    private async Task AgreeAsync(IEventAnalytics engine, TenantScope tenant, int seed, RandomWorld world)
    {
        output.WriteLine($"seed {seed}");
        var core = new CountingCore(engine, tenant, world, new RandomQuestions(seed, world, QuestionKinds.All));
        Func<Task>[] identities =
        [
            core.FirstStepAsync, core.FunnelPartsAsync, core.SeriesPartsAsync, core.GroupsAsync, core.RangesAsync,
            core.RetentionAsync, core.LifecycleAsync, core.StickinessAsync, core.PathsAsync,
            core.TimeBetweenAsync, core.EventsPerActorAsync, core.ReactivationAsync, core.CorrelationAsync,
            core.CohortsAsync, core.FunnelCohortAsync, core.SessionsAsync, core.SessionListAsync, core.FiguresAsync,
        ];
        foreach (var holds in identities)
            for (var time = 0; time < 4; time++)
                await holds();
    }
}
