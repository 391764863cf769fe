using System.Diagnostics;
using System.Text.Json;
using Analytics.TestKit;

namespace Analytics.Benchmarks.Behaviour;

/// <summary>One of the peers in a Node.js process of its own, with the same events.</summary>
internal sealed class PeerProcess : IDisposable
{
    private readonly Process _process;

    private PeerProcess(Process process) => _process = process;

    /// <summary>With its version.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Seconds that loading both copies took, whenever that was.</summary>
    public double LoadSeconds { get; private set; }

    /// <summary>Bytes of each copy: all columns, and without the event id; null where it is not told apart.</summary>
    public IReadOnlyDictionary<string, double?[]> Bytes { get; private set; } = new Dictionary<string, double?[]>();

    /// <summary>What it has used so far, in user and kernel mode.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts it and loads its store unless that was done before.</summary>
    public static async Task<PeerProcess> StartAsync(string engine, string directory, string csv)
    {
        var process = Process.Start(new ProcessStartInfo("node", [Script("peer.mjs"), engine, directory])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var peer = new PeerProcess(process);
        var loaded = await peer.SendAsync(new { load = csv });
        peer.Name = loaded.GetProperty("name").GetString()!;
        peer.LoadSeconds = loaded.GetProperty("seconds").GetDouble();
        peer.Bytes = loaded.GetProperty("bytes").Deserialize<Dictionary<string, double?[]>>()!;
        return peer;
    }

    /// <summary>Asks so many times; gives the milliseconds of each and the rows of the last.</summary>
    public async Task<(double[] Milliseconds, string[] Lines)> AskAsync(string question, int times)
    {
        var answer = await SendAsync(new { ask = question, times });
        return (answer.GetProperty("milliseconds").Deserialize<double[]>()!, Answer.Lines(answer.GetProperty("rows")));
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private async Task<JsonElement> SendAsync(object command)
    {
        await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(command));
        await _process.StandardInput.FlushAsync();
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
            if (line.StartsWith('{'))
                return JsonSerializer.Deserialize<JsonElement>(line);
        throw new InvalidOperationException($"The peer ended before it answered {command}.");
    }

    private static string Script(string name) => Repository.Path("tests", "Benchmarks", "Behaviour", "Peers", name);
}
