using Analytics.TestKit;

namespace Analytics.Columnar.Tests.Segments;

/// <summary>A byte of one file, or of two, whichever they are, is changed while no process runs.</summary>
public sealed class RandomDamageTests(ITestOutputHelper output)
{
    private static readonly int _rounds = DifferentialTests.Long ? 400 : 30;

    [Fact]
    public async Task Changed_byte_anywhere_changes_no_answer()
    {
        await using var running = await RunningEngine.StartAsync(flushRows: 40, batchRows: 10);
        var world = RandomWorld.Of(5);
        var tenant = await running.Tenants.AddAsync("tenant", world.SessionGap);
        await running.AppendAsync(tenant, new RandomLog(5, world, QuestionKinds.All).Take(200));
        await running.FlushedAsync(tenant);
        var twin = new SlowEventAnalytics(running.Log);
        var questions = new RandomQuestions(5, world, QuestionKinds.All);
        var random = new Random(5);
        for (var round = 0; round < _rounds; round++)
        {
            var changed = "";
            await running.RestartAsync(() => changed = string.Join(
                ", ", Enumerable.Range(0, 1 + (round % 2)).Select(_ => Change(running.DirectoryOf(tenant), random))));
            output.WriteLine(changed);
            await running.SeenAsync(tenant, 200);
            for (var question = 0; question < 3; question++)
                await Answers.AgreeAsync(running.Engine, twin, tenant, questions.Next(), $"round {round}: {changed}");
            await Answers.AgreeOnNamesAsync(running.Engine, twin, tenant, $"round {round}: {changed}");
            await running.FlushedAsync(tenant);
        }
    }

    private static string Change(string directory, Random random)
    {
        var files = Directory.GetFiles(directory).Order(StringComparer.Ordinal).ToArray();
        var file = files[random.Next(files.Length)];
        var bytes = File.ReadAllBytes(file);
        var place = random.Next(bytes.Length);
        bytes[place] ^= (byte)(1 << random.Next(8));
        File.WriteAllBytes(file, bytes);
        return $"byte {place} of {bytes.Length} in {Path.GetFileName(file)}";
    }
}
