using Analytics.Benchmarks;
using Analytics.Benchmarks.Behaviour;
using Analytics.Benchmarks.Engine;
using Analytics.TestKit.Hosts;

string[] known = ["collect", "queries", "graphql", "columnar"];
List<string> named = [.. args];
var isLong = named.Remove("--long");
var behaviour = BehaviourOptions.Take(named);
var wanted = named.Count == 0 ? [.. known] : named;
if (wanted.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
{
    await Console.Error.WriteLineAsync(
        $"usage: ./bench [collect] [queries] [graphql] [--long] [{BehaviourOptions.Usage}]; there is no '{unknown}'");
    return 2;
}

if (wanted.Contains("columnar"))
    await BehaviourBenchmark.RunAsync(behaviour);

if (wanted.Contains("graphql"))
    await EngineBenchmark.RunAsync(isLong);
if (!wanted.Contains("collect") && !wanted.Contains("queries"))
    return 0;
var directory = Path.Combine(Path.GetTempPath(), $"bench-{Guid.NewGuid():N}");
try
{
    await using var host = await HostProcess.StartAsync(directory, TimeSpan.FromMinutes(2), "--Demo:LoadData=false");
    if (wanted.Contains("collect"))
    {
        await CollectBenchmark.RunAsync(host);
        await SingleEventsBenchmark.RunAsync(host);
        await FreshnessBenchmark.RunAsync(host);
    }
    if (wanted.Contains("queries"))
        await QueryBenchmark.RunAsync(host);
    return 0;
}
finally
{
    if (Directory.Exists(directory))
        Directory.Delete(directory, recursive: true);
}
