using System.Diagnostics;

namespace Analytics.GraphQL.Tests.Oracle;

/// <summary>The folder of the npm packages that the tests compare with, installed before it is first used.</summary>
internal static class NodePackages
{
    private static readonly Lazy<string> Installed = new(Install);

    /// <summary>The folder, with its packages in place.</summary>
    /// <exception cref="InvalidOperationException">Node or npm is missing, or the installation failed.</exception>
    public static string Folder => Installed.Value;

    private static string Install()
    {
        var folder = Path.Combine(TestFiles.Folder, "Node");
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
