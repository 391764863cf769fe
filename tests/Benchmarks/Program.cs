using Analytics.Benchmarks;
using Analytics.TestKit.Hosts;

var wanted = args.Length == 0 ? ["collect", "queries"] : args;
if (wanted.FirstOrDefault(name => name is not ("collect" or "queries")) is { } unknown)
{
    await Console.Error.WriteLineAsync($"usage: ./bench [collect] [queries]; there is no '{unknown}'");
    return 2;
}

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
