using System.Diagnostics;

namespace Analytics.Infrastructure.Postgres.Embedded;

/// <summary>Finds and runs the machine's short-lived programs.</summary>
internal static class Executables
{
    // Where an account's PATH may not point although its programs are needed: setpriv, chown, id.
    private static readonly string[] _system = ["/usr/bin", "/bin", "/usr/sbin", "/sbin"];

    public static IEnumerable<string> SearchPath =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);

    /// <returns>The full path; null when the machine does not have the program.</returns>
    public static string? Find(string name) =>
        SearchPath.Concat(_system).Select(directory => Path.Combine(directory, name)).FirstOrDefault(File.Exists);

    /// <summary>Runs to the end, or kills the program when cancelled.</summary>
    /// <returns>The exit code and both outputs, one after the other.</returns>
    /// <exception cref="EmbeddedPostgresException">The program cannot be started.</exception>
    public static async Task<(int ExitCode, string Output)> RunAsync(
        ProcessStartInfo start, CancellationToken cancellationToken)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.Environment["LC_ALL"] = "C";
        start.WorkingDirectory = "/";
        using var process = Start(start);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode, (await output + await error).Trim());
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <exception cref="EmbeddedPostgresException">The program cannot be started.</exception>
    public static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception failure)
        {
            throw new EmbeddedPostgresException($"'{start.FileName}' cannot be run: {failure.Message}.", failure);
        }
    }
}
