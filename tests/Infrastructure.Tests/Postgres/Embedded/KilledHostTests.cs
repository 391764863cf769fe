using System.Diagnostics;
using System.Globalization;

namespace Analytics.Infrastructure.Tests.Postgres.Embedded;

public sealed class KilledHostTests
{
    private const string CountKept = "select count(*) from pg_database where datname = 'kept'";

    [Fact]
    public async Task A_killed_host_takes_the_server_along()
    {
        using var folder = new DataFolder();
        await using var host = await ProbeProcess.StartAsync(folder.Path);
        var server = Process.GetProcessById(host.ServerId);
        await host.KillAsync();

        await server.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10));
        Assert.False(File.Exists(folder.PidFile));
    }

    [Fact]
    public async Task Start_right_after_the_host_was_killed_has_every_commit()
    {
        using var folder = new DataFolder();
        await using var host = await ProbeProcess.StartAsync(folder.Path);
        await DataFolder.RunAsync(host.ConnectionString, "create database kept");
        await host.KillAsync();

        await using var postgres = await folder.StartAsync();
        Assert.Equal(1L, await DataFolder.RunAsync(postgres.ConnectionString, CountKept));
    }

    [Fact]
    public async Task Start_after_host_and_server_were_killed_recovers_every_commit()
    {
        using var folder = new DataFolder();
        await using var host = await ProbeProcess.StartAsync(folder.Path);
        await DataFolder.RunAsync(host.ConnectionString, "create database kept");
        Process.GetProcessById(host.ServerId).Kill();
        await host.KillAsync();
        Assert.True(File.Exists(folder.PidFile));

        await using var postgres = await folder.StartAsync();
        Assert.Equal(1L, await DataFolder.RunAsync(postgres.ConnectionString, CountKept));
    }

    [Fact]
    public async Task A_leftover_pid_that_now_belongs_to_another_program_does_not_matter()
    {
        using var folder = new DataFolder();
        await (await folder.StartAsync()).DisposeAsync();
        await File.WriteAllTextAsync(
            folder.PidFile, string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}\n{folder.Path}/cluster\n"));

        await using var postgres = await folder.StartAsync();
        Assert.Equal(1, await DataFolder.RunAsync(postgres.ConnectionString, "select 1"));
    }
}
