using System.Diagnostics;

namespace Analytics.Infrastructure.Tests.Postgres.Embedded;

/// <summary>Both ways are tried, so these tests run as root; an ordinary user cannot become another.</summary>
public sealed class ServerAccountTests
{
    [Fact]
    public async Task Run_as_root_the_server_runs_as_an_unprivileged_user()
    {
        RequireRoot();
        using var folder = new DataFolder();
        await using var postgres = await folder.StartAsync();

        Assert.Equal(Id("postgres"), Owner(postgres.ProcessId));
        Assert.Equal("0", CapabilitiesOf(postgres.ProcessId).TrimStart('0').PadLeft(1, '0'));
    }

    [Fact]
    public async Task Run_as_an_ordinary_user_the_server_runs_as_that_user()
    {
        RequireRoot();
        using var folder = new DataFolder();
        using var programs = new DataFolder("probe");
        var parent = Path.GetDirectoryName(folder.Path)!;
        CopyProbe(programs.Path);
        Run("chown", "nobody", parent);

        await using var host = await ProbeProcess.StartAsync(
            folder.Path, Path.Combine(programs.Path, "Analytics.HostProbe.dll"),
            "setpriv", "--reuid=nobody", $"--regid={Run("id", "-g", "nobody")}", "--clear-groups", "--");

        Assert.StartsWith("ready ", host.Answer, StringComparison.Ordinal);
        Assert.Equal(Id("nobody"), Owner(host.ServerId));
        Assert.Equal(1, await DataFolder.RunAsync(host.ConnectionString, "select 1"));
    }

    [Fact]
    public async Task Run_as_root_below_a_folder_that_is_closed_to_the_server_the_cluster_lies_elsewhere_and_is_found_again()
    {
        RequireRoot();
        using var folder = new DataFolder(closed: true);
        await using (var postgres = await folder.StartAsync())
            await DataFolder.RunAsync(postgres.ConnectionString, "create database kept");
        var elsewhere = await File.ReadAllTextAsync(Path.Combine(folder.Path, "location"));
        try
        {
            await using var again = await folder.StartAsync();

            Assert.StartsWith("/var/lib/analytics-postgres/", elsewhere, StringComparison.Ordinal);
            Assert.Equal(1L, await DataFolder.RunAsync(
                again.ConnectionString, "select count(*) from pg_database where datname = 'kept'"));
        }
        finally
        {
            Directory.Delete(elsewhere, recursive: true);
        }
    }

    private static void RequireRoot() => Assert.True(
        Environment.IsPrivilegedProcess, "Run the tests as root: they start the server as root and as an ordinary user.");

    private static void CopyProbe(string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory).Where(file => !file.EndsWith(".pdb", StringComparison.Ordinal)))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        Run("chmod", "-R", "a+rX", to);
    }

    private static string Id(string user) => Run("id", "-u", user);

    private static string Owner(int processId) => Status(processId, "Uid:");

    private static string CapabilitiesOf(int processId) => Status(processId, "CapEff:");

    private static string Status(int processId, string field) =>
        File.ReadLines($"/proc/{processId}/status").Single(line => line.StartsWith(field, StringComparison.Ordinal)).Split('\t')[1];

    private static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}
