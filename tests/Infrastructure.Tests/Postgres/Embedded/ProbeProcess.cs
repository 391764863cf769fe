using System.Diagnostics;
using System.Globalization;

namespace Analytics.Infrastructure.Tests.Postgres.Embedded;

/// <summary>A host in a process of its own, for what cannot be tried on the test's own process.</summary>
internal sealed class ProbeProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ProbeProcess(Process process, string answer) => (_process, Answer) = (process, answer);

    /// <summary>"ready PID CONNECTION" or "error MESSAGE".</summary>
    public string Answer { get; }

    public int ServerId => int.Parse(Answer.Split(' ')[1], CultureInfo.InvariantCulture);

    public string ConnectionString => Answer.Split(' ', 3)[2];

    /// <param name="folder">The data folder.</param>
    /// <param name="probe">The probe's program file; null for the one beside the tests.</param>
    /// <param name="prefix">A program and its arguments that run the probe, e.g. as another user.</param>
    public static async Task<ProbeProcess> StartAsync(string folder, string? probe = null, params string[] prefix)
    {
        probe ??= Path.Combine(AppContext.BaseDirectory, "Analytics.HostProbe.dll");
        string[] line = [.. prefix, Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", probe, folder];
        var process = Process.Start(new ProcessStartInfo(line[0], line[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = "/",
        })!;
        var answer = await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return new ProbeProcess(process, answer ?? "error: no answer");
    }

    /// <summary>As the kernel would in want of memory: nothing of the host gets to run again.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Ends the host as it ends itself.</summary>
    public async ValueTask DisposeAsync()
    {
        using (_process)
        {
            if (!_process.HasExited)
                _process.StandardInput.Close();
            await _process.WaitForExitAsync();
        }
    }
}
