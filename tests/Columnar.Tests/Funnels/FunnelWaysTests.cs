using System.Text.Json;
using Analytics.Columnar.Funnels;
using Analytics.Columnar.Querying;
using Analytics.Domain.Funnels;
using Analytics.Domain.Tenancy;
using Analytics.TestKit;

namespace Analytics.Columnar.Tests.Funnels;

/// <summary>Funnels with every option, by each way that the engine has and by the slow twin.</summary>
public sealed class FunnelWaysTests(ITestOutputHelper output)
{
    private const QuestionKinds Kinds = QuestionKinds.FunnelOptions | QuestionKinds.CohortFilter | QuestionKinds.Dimensions
        | QuestionKinds.ActorProperties | QuestionKinds.Identity;

    private const int QuestionsPerLog = 30;
    private static readonly int _logs = DifferentialTests.Long ? 200 : 16;

    [Fact]
    public async Task Long_way_gives_what_the_short_one_and_the_slow_twin_give()
    {
        await using var running = await RunningEngine.StartAsync(flushRows: 200, batchRows: 60);
        var twin = new SlowEventAnalytics(running.Log);
        for (var seed = 1; seed <= _logs; seed++)
        {
            output.WriteLine($"seed {seed}");
            var world = RandomWorld.Of(seed);
            var tenant = await running.Tenants.AddAsync($"tenant-{seed}", world.SessionGap);
            await running.AppendAsync(tenant, new RandomLog(seed, world, Kinds).Take(20 + (seed * 15)));
            var questions = new RandomQuestions(seed, world, Kinds);
            for (var question = 0; question < QuestionsPerLog; question++)
            {
                var funnel = questions.Funnel();
                Assert.Null(funnel.Check());
                var expected = (await twin.FunnelAsync(tenant, funnel, CancellationToken.None)).Value;
                foreach (var takesLongWay in (bool[])[false, true])
                    Assert.True(
                        Text(expected) == Text(await AskAsync(running, tenant, funnel, takesLongWay)),
                        $"seed {seed}, question {question}, long way {takesLongWay}\n{Describe(funnel)}\n"
                        + $"expected {Text(expected)}\nactual   {Text(await AskAsync(running, tenant, funnel, takesLongWay))}");
            }
        }
    }

    private static async Task<FunnelAnswer> AskAsync(
        RunningEngine running, TenantScope tenant, FunnelDefinition funnel, bool takesLongWay)
    {
        var engine = await running.Engines.OpenAsync(tenant, CancellationToken.None);
        using var snapshot = engine.Segments.Acquire();
        var run = new QueryRun(
            snapshot, (long)tenant.Tenant.SessionGap.TotalMilliseconds,
            new QueryBudget(running.Engines.Options, TimeProvider.System), CancellationToken.None);
        return (await new FunnelRun(run, funnel) { TakesLongWay = takesLongWay }.ExecuteAsync()).Value;
    }

    private static string Text(FunnelAnswer answer) => JsonSerializer.Serialize(new
    {
        answer.Steps,
        Groups = answer.Groups.Select(group => new { group.Key.Only, group.Steps }),
        answer.Other,
        answer.Trend,
    });

    private static string Describe(FunnelDefinition funnel) =>
        $"{string.Join("\n > ", funnel.Steps.Select(step => $"{string.Join('|', step.Events)} {step.Filter} {step.Window} {(step.Optional ? "?" : "")}"))}\n"
        + $"exclude {string.Join(", ", funnel.Exclude.Select(one => $"{string.Join('|', one.Events.Events)} {one.Events.Filter} {one.AfterStep}-{one.BeforeStep}"))}\n"
        + $"hold {string.Join(", ", funnel.HoldConstant)}\n{funnel}";
}
