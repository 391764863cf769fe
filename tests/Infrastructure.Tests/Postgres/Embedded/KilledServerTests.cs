using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Analytics.Infrastructure.Tests.Postgres.Embedded;

public sealed class KilledServerTests
{
    [Fact]
    public async Task A_killed_server_is_started_again_at_its_address_with_every_commit()
    {
        using var folder = new DataFolder();
        await using var postgres = await folder.StartAsync();
        await DataFolder.RunAsync(postgres.ConnectionString, "create database kept");
        var killed = postgres.ProcessId;
        Process.GetProcessById(killed).Kill();

        Assert.Equal(1L, await AnswerOfTheNextAsync(
            postgres.ConnectionString, "select count(*) from pg_database where datname = 'kept'"));
        Assert.NotEqual(killed, postgres.ProcessId);
        Assert.False(postgres.Lost.IsCompleted);
    }

    [Fact]
    public async Task A_server_that_cannot_be_started_again_is_lost_with_its_last_words()
    {
        using var folder = new DataFolder();
        await using var postgres = await folder.StartAsync();
        File.Delete(Path.Combine(folder.Path, "cluster", "global", "pg_control"));
        Process.GetProcessById(postgres.ProcessId).Kill();

        var reason = await postgres.Lost.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        Assert.Contains("pg_control", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_start_waits_for_a_session_that_outlives_its_killed_server()
    {
        using var folder = new DataFolder();
        await using var host = await ProbeProcess.StartAsync(folder.Path);
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(host.ConnectionString) { Database = "template1", Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        using var session = Process.GetProcessById(connection.ProcessID);
        await SignalAsync("STOP", session.Id);          // so that it does not notice
        Process.GetProcessById(host.ServerId).Kill();
        await host.KillAsync();

        using var log = new Witness("pre-existing shared memory block", session.Kill);
        await using var postgres = await folder.StartAsync(logger: log);

        Assert.True(log.HasSeen);
        Assert.Equal(1, await DataFolder.RunAsync(postgres.ConnectionString, "select 1"));
    }

    // Asks until a server answers.
    private static async Task<object?> AnswerOfTheNextAsync(string connectionString, string sql)
    {
        while (true)
            try
            {
                return await DataFolder.RunAsync(connectionString, sql);
            }
            catch (NpgsqlException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            }
    }

    private static async Task SignalAsync(string signal, int process)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Does something at the first line of the log that says something.</summary>
    private sealed class Witness(string words, Action onFirst) : ILogger, IDisposable
    {
        private int _seen;

        public bool HasSeen => _seen != 0;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (formatter(state, exception).Contains(words, StringComparison.Ordinal) && Interlocked.Exchange(ref _seen, 1) == 0)
                onFirst();
        }

        public void Dispose()
        {
            if (!HasSeen)
                onFirst();
        }
    }
}
