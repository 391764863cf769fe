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
            await AgreeAsync(twin, tenant, seed, world, QuestionKinds.All);
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
            await running.AppendAsync(tenant, new RandomLog(seed, world, DifferentialTests.Answered).Take(150));
            await AgreeAsync(running.Engine, tenant, seed, world, DifferentialTests.Answered);
        }
    }

    private async Task AgreeAsync(IEventAnalytics engine, TenantScope tenant, int seed, RandomWorld world, QuestionKinds kinds)
    {
        output.WriteLine($"seed {seed}");
        var core = new CountingCore(engine, tenant, world, new RandomQuestions(seed, world, kinds));
        (QuestionKinds Needs, Func<Task> Holds)[] identities =
        [
            (QuestionKinds.None, core.FirstStepAsync),
            (QuestionKinds.None, core.FunnelPartsAsync),
            (QuestionKinds.None, core.SeriesPartsAsync),
            (QuestionKinds.TopLists | QuestionKinds.Aggregations, core.GroupsAsync),
            (QuestionKinds.Rolling, core.RangesAsync),
            (QuestionKinds.Retention | QuestionKinds.Rolling, core.RetentionAsync),
            (QuestionKinds.Cohorts | QuestionKinds.CohortFilter, core.CohortsAsync),
            (QuestionKinds.Cohorts | QuestionKinds.FunnelOptions, core.FunnelCohortAsync),
            (QuestionKinds.Sessions, core.SessionsAsync),
            (QuestionKinds.SessionLists | QuestionKinds.Sessions, core.SessionListAsync),
        ];
        foreach (var (needs, holds) in identities)
            for (var time = 0; kinds.HasFlag(needs) && time < 4; time++)
                await holds();
    }
}
