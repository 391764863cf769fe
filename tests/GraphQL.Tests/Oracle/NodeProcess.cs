using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Analytics.GraphQL.Tests.Oracle;

/// <summary>
/// A <c>node</c> child that answers commands, one JSON object a line each way; safe to call from many tests at once.
/// It ends with its input, so with the test process at the latest.
/// </summary>
internal sealed class NodeProcess : IAsyncDisposable
{
    private static readonly Lazy<NodeProcess> OracleProcess = new(() => Start("oracle.mjs"));
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> _pending = new();
    private readonly SemaphoreSlim _writing = new(1);
    private readonly StringBuilder _errors = new();
    private readonly Process _process;
    private readonly Task _reading;
    private int _lastId;

    private NodeProcess(Process process)
    {
        _process = process;
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.BeginErrorReadLine();
        _reading = ReadAsync();
    }

    /// <summary>The reference implementation with the commands of <c>Node/oracle</c>, shared by all tests.</summary>
    public static NodeProcess Oracle => OracleProcess.Value;

    /// <summary>Starts a script of the folder <c>Node</c> that speaks the protocol of <c>oracle.mjs</c>.</summary>
    public static NodeProcess Start(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("node", [script, .. arguments])
        {
            WorkingDirectory = NodePackages.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = new UTF8Encoding(false),
        };
        return new NodeProcess(Process.Start(start)!);
    }

    /// <summary>Calls a command with an input that is written as JSON, and reads its result.</summary>
    /// <exception cref="InvalidOperationException">The command failed, with what Node said of it.</exception>
    public async Task<T> CallAsync<T>(string command, object input)
    {
        var result = await CallAsync(command, input);
        return result.Deserialize<T>(JsonSerializerOptions.Web)!;
    }

    /// <summary>Calls a command with an input that is written as JSON.</summary>
    /// <exception cref="InvalidOperationException">The command failed, with what Node said of it.</exception>
    public async Task<JsonElement> CallAsync(string command, object input)
    {
        var id = Interlocked.Increment(ref _lastId);
        var answer = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        _pending[id] = answer;
        if (_reading.IsCompleted)
            throw Ended();
        var line = JsonSerializer.Serialize(new { id, command, input }, JsonSerializerOptions.Web);
        await _writing.WaitAsync();
        try
        {
            await _process.StandardInput.WriteLineAsync(line);
            await _process.StandardInput.FlushAsync();
        }
        catch (IOException) // the pipe of a process that is gone
        {
            await _reading;
            throw Ended();
        }
        finally
        {
            _writing.Release();
        }
        return await answer.Task.WaitAsync(Deadline);
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _reading;
        _process.Dispose();
        _writing.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
            Complete(JsonSerializer.Deserialize<JsonElement>(line));
        await _process.WaitForExitAsync(); // and for the rest of what it says of its end
        foreach (var id in _pending.Keys)
            if (_pending.TryRemove(id, out var answer))
                answer.SetException(Ended());
    }

    private void Complete(JsonElement reply)
    {
        if (!_pending.TryRemove(reply.GetProperty("id").GetInt32(), out var answer))
            return;
        if (reply.TryGetProperty("error", out var error))
            answer.SetException(new InvalidOperationException($"{error.GetString()}\n{Errors()}"));
        else
            answer.SetResult(reply.GetProperty("result"));
    }

    private InvalidOperationException Ended() => new($"node ended before it answered. {Errors()}");

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
}
