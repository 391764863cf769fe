using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Analytics.TestKit;

namespace Analytics.Scenarios.Hosts;

/// <summary>A script of the folder <c>Node</c>, with its npm packages in place, that says what it did one JSON value a line.</summary>
internal sealed class NodeScript : IAsyncDisposable
{
    private static readonly Lazy<string> Installed = new(Install);
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private readonly Channel<JsonElement> _lines = Channel.CreateUnbounded<JsonElement>();
    private readonly StringBuilder _errors = new();
    private readonly Process _process;

    private NodeScript(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The folder, with its packages in place.</summary>
    public static string Folder => Installed.Value;

    /// <param name="script">Its file in the folder.</param>
    /// <param name="input">Its first argument, as JSON.</param>
    public static NodeScript Start(string script, object input)
    {
        var start = new ProcessStartInfo("node", [script, JsonSerializer.Serialize(input, JsonSerializerOptions.Web)])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = new UTF8Encoding(false),
        };
        return new NodeScript(Process.Start(start)!);
    }

    /// <summary>Runs a program, of the installed packages where they have it, to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed, with what it said.</exception>
    public static async Task RunAsync(string program, params string[] arguments)
    {
        var installed = Path.Combine(Folder, "node_modules", ".bin", program);
        var start = new ProcessStartInfo(File.Exists(installed) ? installed : program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Deadline);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await output}{await errors}");
    }

    /// <summary>What it says next.</summary>
    /// <exception cref="InvalidOperationException">It ended before, with what it said of that.</exception>
    public async Task<JsonElement> NextAsync()
    {
        using var patience = new CancellationTokenSource(Deadline);
        try
        {
            return await _lines.Reader.ReadAsync(patience.Token);
        }
        catch (Exception fault) when (fault is ChannelClosedException or OperationCanceledException)
        {
            throw new InvalidOperationException($"node said nothing more. {Errors()}", fault);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null)
            _lines.Writer.TryComplete();
        else
            _lines.Writer.TryWrite(JsonSerializer.Deserialize<JsonElement>(line));
    }

    private void Note(string? line)
    {
        lock (_errors)
            _errors.AppendLine(line);
    }

    private string Errors()
    {
        lock (_errors)
            return _errors.ToString();
    }

    private static string Install()
    {
        var folder = Repository.Path("tests", "Scenarios", "Node");
        // The script waits for its own lock file: test runs beside each other install once.
        var start = new ProcessStartInfo(Path.Combine(folder, "install")) { RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? folder
            : throw new InvalidOperationException($"{start.FileName} ended with {process.ExitCode}: {errors}");
    }
}
