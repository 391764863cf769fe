using Analytics.Benchmarks;
using Analytics.Benchmarks.Engine;
using Analytics.TestKit.Hosts;

var isLong = args.Contains("--long");
string[] named = [.. args.Where(argument => argument != "--long")];
string[] wanted = named.Length == 0 ? ["collect", "queries", "graphql"] : named;
if (wanted.FirstOrDefault(name => name is not ("collect" or "queries" or "graphql")) is { } unknown)
{
    await Console.Error.WriteLineAsync($"usage: ./bench [collect] [queries] [graphql] [--long]; there is no '{unknown}'");
    return 2;
}

if (wanted.Contains("graphql"))
    await EngineBenchmark.RunAsync(isLong);
if (!wanted.Contains("collect") && !wanted.Contains("queries"))
    return 0;
var directory = Path.Combine(Path.GetTempPath(), $"bench-{Guid.NewGuid():N}");
try
{
    await using var host = await HostProcess.StartAsync(directory, TimeSpan.FromMinutes(2), "--Demo:LoadData=false");
    if (wanted.Contains("collect"))
        await CollectBenchmark.RunAsync(host);
    if (wanted.Contains("queries"))
        await QueryBenchmark.RunAsync(host);
    return 0;
}
finally
{
    if (Directory.Exists(directory))
        Directory.Delete(directory, recursive: true);
}
