using Analytics.Domain.Cohorts;
using Analytics.Domain.Querying;
using Analytics.Domain.Tenancy;
using Analytics.TestKit;

namespace Analytics.Columnar.Tests.Cohorts;

/// <summary>Sets of actors, and one actor after the other, give the same reasons.</summary>
public sealed class DifferenceTests(ITestOutputHelper output)
{
    private const int PairsPerLog = 6;

    [Fact]
    public async Task Every_actor_of_a_random_difference_has_the_reasons_that_are_found_for_it_alone()
    {
        await using var running = await RunningEngine.StartAsync();
        var twin = new SlowEventAnalytics(running.Log);
        var reasons = new HashSet<AbsenceReason>();
        for (var seed = 1; seed <= (DifferentialTests.Long ? 300 : 50); seed++)
        {
            var world = RandomWorld.Of(seed);
            var tenant = await running.Tenants.AddAsync($"tenant-{seed}", world.SessionGap);
            await running.AppendAsync(tenant, new RandomLog(seed, world, QuestionKinds.All).Take(90));
            var questions = new RandomQuestions(seed, world, QuestionKinds.All);
            for (var pair = 0; pair < PairsPerLog; pair++)
            {
                var difference = questions.Difference(running.Log.Entries(tenant).Length);
                var expected = await TextAsync(twin, tenant, difference);
                var actual = await TextAsync(running.Engine, tenant, difference);
                Assert.True(
                    expected == actual,
                    $"seed {seed}, pair {pair}\n{Plain.Text(difference)}\nexpected {expected}\nactual   {actual}");
                var answer = (await running.Engine.ReconcileAsync(tenant, difference, CancellationToken.None)).Value;
                reasons.UnionWith(answer.OnlyA.Classes.Concat(answer.OnlyB.Classes).SelectMany(one => one.Reasons).Select(one => one.Reason));
                Assert.Equal(answer.OnlyA.Count, answer.OnlyA.Classes.Sum(one => one.Count));
                Assert.Equal((answer.A, answer.B), (answer.Both + answer.OnlyA.Count, answer.Both + answer.OnlyB.Count));
            }
        }
        output.WriteLine(string.Join(' ', reasons.Order()));
        Assert.Superset(
            new HashSet<AbsenceReason>
            {
                AbsenceReason.Late, AbsenceReason.Bot, AbsenceReason.Internal, AbsenceReason.Cohort, AbsenceReason.Filter,
                AbsenceReason.Range, AbsenceReason.Window, AbsenceReason.Order, AbsenceReason.Group, AbsenceReason.NeverDid,
            },
            reasons);
    }

    private static async Task<string> TextAsync(IEventAnalytics engine, TenantScope tenant, FigureDifference difference) =>
        Text(await engine.ReconcileAsync(tenant, difference, CancellationToken.None))
        + Text(await engine.DifferingActorsAsync(tenant, difference, CancellationToken.None));

    private static string Text<T>(Result<T> result) => result.TryGet(out var answer, out var problem)
        ? Plain.Text(answer)
        : $"{problem.Code} {problem.Path}";
}
