using System.Diagnostics;
using System.Net.Http.Json;
using Analytics.Domain.Access;
using Analytics.TestKit;
using Npgsql;

namespace Analytics.Api.Tests.Access;

/// <summary>A caller who goes away takes his statement with him, down to the database.</summary>
public sealed class GoneCallerTests(PostgresFixture postgres) : IAsyncLifetime
{
    private AccessHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await AccessHost.StartAsync(postgres);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Statement_ends_within_a_second()
    {
        var key = (await _host.IssueAsync(_host.Tenants.Here, Roles.Viewer, "query")).PlainText;
        var best = TimeSpan.MaxValue;
        // The best of three: another test may have all the processors for a while.
        for (var attempt = 0; attempt < 3 && best > TimeSpan.FromSeconds(1); attempt++)
        {
            using var leaving = new CancellationTokenSource();
            using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
            {
                Content = JsonContent.Create(new { query = "{ nap }" }),
            };
            request.Headers.Add("X-Api-Key", key);
            var asking = _host.Client.SendAsync(request, leaving.Token);
            await UntilRunningAsync(1);
            var since = Stopwatch.GetTimestamp();
            await leaving.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
            await UntilRunningAsync(0);
            best = new[] { best, Stopwatch.GetElapsedTime(since) }.Min();
        }
        Assert.True(best <= TimeSpan.FromSeconds(1), $"The statement ended only {best} after its caller had gone.");
    }

    private async Task UntilRunningAsync(long count)
    {
        await using var connection = new NpgsqlConnection(_host.Tenants.OwnerConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            select count(*) from pg_stat_activity
            where datname = current_database() and state = 'active' and query like '%-- nap' and pid <> pg_backend_pid()
            """, connection);
        for (var attempt = 0; (long)(await command.ExecuteScalarAsync())! != count; attempt++)
        {
            Assert.True(attempt < 1000, "It did not come about within 20 s.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
