using System.Text.Json;
using Analytics.Scenarios.Hosts;
using Analytics.TestKit.Hosts;
using Npgsql;

namespace Analytics.Scenarios.Tenancy;

/// <summary>A database server of the operator's own, with a login that is no superuser.</summary>
public sealed class OwnServerTests(EmptyHost empty) : IClassFixture<EmptyHost>
{
    private async Task<string> OwnServerAsync()
    {
        await using var connection = await empty.Host.OpenDatabaseAsync();
        await using var command = new NpgsqlCommand(
            "create role shop_owner login createdb createrole password 'secret'", connection);
        await command.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(await empty.Host.ConnectionStringAsync())
        {
            Username = "shop_owner",
            Password = "secret",
            Database = "own",
        }.ConnectionString;
    }

    [Fact]
    public async Task A_tenant_made_by_command_is_served_and_no_demo_is()
    {
        var connection = $"--ConnectionStrings:Analytics={await OwnServerAsync()}";
        string[] command =
            ["create-tenant", "shop", "--currency=EUR", "--time-zone=Europe/Berlin", "--Logging:LogLevel:Default=Warning", connection];
        var created = await HostProcess.RunAsync(command);
        Assert.True(created.ExitCode == 0, created.Errors);
        var twice = await HostProcess.RunAsync(command);
        Assert.Equal((2, "TENANT_EXISTS: There is a tenant 'shop' already."), (twice.ExitCode, twice.Errors.Trim()));

        var directory = Path.Combine(Path.GetTempPath(), $"own-{Guid.NewGuid():N}");
        try
        {
            await using var host = await HostProcess.StartAsync(directory, TimeSpan.FromMinutes(2), connection);
            using var client = new ApiClient(host.Address);
            client.Http.DefaultRequestHeaders.Add(
                "X-Api-Key", JsonDocument.Parse(created.Output).RootElement.GetProperty("apiKey").GetString());

            var me = (await client.QueryAsync("{ me { tenant { identifier currency timeZone } role } }")).GetProperty("me");

            Assert.Equal(
                """{"tenant":{"identifier":"shop","currency":"EUR","timeZone":"Europe/Berlin"},"role":"admin"}""",
                me.GetRawText());
            Assert.False(File.Exists(Path.Combine(directory, "demo-tokens.json")));
            using var demo = new ApiClient(host.Address, empty.Host.As("retail", "admin").Credential);
            using var refused = await demo.Http.PostAsync("graphql", null);
            Assert.Equal(401, (int)refused.StatusCode);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_said_in_one_line()
    {
        var started = await HostProcess.RunAsync("--ConnectionStrings:Analytics=Host=127.0.0.1;Port=1;Username=x;Password=secret");

        Assert.Equal(1, started.ExitCode);
        var line = Assert.Single(started.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("The database that ConnectionStrings__Analytics names cannot be used:", line, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", line, StringComparison.Ordinal);
    }
}
