using System.Diagnostics;
using System.Globalization;
using Analytics.TestKit;

namespace Analytics.Columnar.Tests;

/// <summary>
/// The engine's process dies while it takes in, writes and merges files and swaps manifests; the next one reads what
/// is left and answers as if nothing had been.
/// </summary>
[Collection(nameof(Alone))]
public sealed class KillTests(ITestOutputHelper output)
{
    private const int EntriesPerLife = 80;

    private static readonly (int Seeds, int Lives) _size = DifferentialTests.Long ? (8, 8) : (1, 3);

    [Fact]
    public async Task Killed_at_any_point_the_next_process_gives_the_answers_of_the_slow_twin()
    {
        var random = new Random(20261121);
        for (var seed = 1; seed <= _size.Seeds; seed++)
        {
            var directory = Directory.CreateTempSubdirectory("columnar-killed-").FullName;
            for (var life = 0; life < _size.Lives; life++)
            {
                var delay = random.Next(200);
                output.WriteLine($"seed {seed}, life {life}: killed after {delay} ms");
                await LiveAsync(directory, seed, life, TimeSpan.FromMilliseconds(delay));
                // What follows writes nothing there.
                await AgreeAsync(Copy(directory), seed, life);
            }
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task LiveAsync(string directory, int seed, int life, TimeSpan delay)
    {
        object[] arguments = [directory, seed, life * EntriesPerLife, (life + 1) * EntriesPerLife];
        var probe = Path.Combine(AppContext.BaseDirectory, "Analytics.EngineProbe.dll");
        using var process = Process.Start(new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            [probe, .. arguments.Select(argument => Convert.ToString(argument, CultureInfo.InvariantCulture)!)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var answer = await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60));
        await Task.Delay(delay);
        process.Kill();
        await process.WaitForExitAsync();
        Assert.Equal("ready", answer);
        Assert.NotEqual(0, process.ExitCode);
    }

    private static async Task AgreeAsync(string directory, int seed, int life)
    {
        await using var running = await RunningEngine.StartAsync(flushRows: 30, batchRows: 20, directory: directory);
        var world = RandomWorld.Of(seed);
        var tenant = await running.Tenants.AddAsync("tenant", world.SessionGap, new Guid(seed, 0, 0, new byte[8]));
        await running.AppendAsync(
            tenant, new RandomLog(seed, world, QuestionKinds.All).Take((life + 1) * EntriesPerLife));
        var questions = new RandomQuestions(seed + life, world, QuestionKinds.All);
        var twin = new SlowEventAnalytics(running.Log);
        for (var question = 0; question < 6; question++)
            await Answers.AgreeAsync(running.Engine, twin, tenant, questions.Next(), $"seed {seed}, life {life}, question {question}");
        await Answers.AgreeOnNamesAsync(running.Engine, twin, tenant, $"seed {seed}, life {life}");
    }

    private static string Copy(string directory)
    {
        var copy = Directory.CreateTempSubdirectory("columnar-left-").FullName;
        foreach (var file in Directory.GetFiles(directory, "*", SearchOption.AllDirectories))
        {
            var path = Path.Combine(copy, Path.GetRelativePath(directory, file));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Copy(file, path);
        }
        return copy;
    }
}
