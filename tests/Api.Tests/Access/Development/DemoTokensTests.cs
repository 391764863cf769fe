using System.Text.Json.Nodes;
using Analytics.Api.Access.Development;
using Analytics.Api.Hosting;
using Analytics.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.Api.Tests.Access.Development;

public sealed class DemoTokensTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _folder = Directory.CreateTempSubdirectory("analytics-demo-").FullName;
    private AccessHost _host = null!;

    private string TokenFile => Path.Combine(_folder, "demo-tokens.json");

    private string KeyFile => Path.Combine(_folder, "development-issuer.pem");

    public async ValueTask InitializeAsync() => _host = await AccessHost.StartAsync(postgres, dataDirectory: _folder);

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task File_has_an_entry_for_each_tenant_and_role_and_one_for_the_platform()
    {
        var entries = await WriteAsync();
        Assert.Equal(
            ["here viewer", "here analyst", "here admin", "there viewer", "there analyst", "there admin", " platform_admin"],
            entries.Select(entry => $"{entry["tenant"]} {entry["role"]}"));
        Assert.All(entries[..6], entry => Assert.Equal(
            ["tenant", "role", "token", "apiKey", "writeKey"], entry.AsObject().Select(member => member.Key)));
        Assert.Null(entries[6]["apiKey"]);
        Assert.Null(entries[6]["writeKey"]);
    }

    [Fact]
    public async Task Each_credential_opens_its_tenant_with_its_role()
    {
        var policies = new Dictionary<string, string>
        {
            ["viewer"] = "200 403 403", ["analyst"] = "200 200 403", ["admin"] = "200 200 200",
        };
        foreach (var entry in (await WriteAsync())[..6])
        {
            var (tenant, bearer) = ((string)entry["tenant"]!, $"Bearer {entry["token"]}");
            Assert.Equal(tenant, (await _host.GetAsync("/tenant", ("Authorization", bearer))).Body);
            Assert.Equal(tenant, (await _host.GetAsync("/tenant", ("X-Api-Key", (string)entry["apiKey"]!))).Body);
            Assert.Equal(tenant, (await _host.GetAsync("/tenant", ("X-Api-Key", (string)entry["writeKey"]!))).Body);
            var answers = new List<int>();
            foreach (var policy in (string[])["Query", "Define", "Manage"])
                answers.Add((await _host.GetAsync($"/policies/{policy}", ("Authorization", bearer))).Status);
            Assert.Equal(policies[(string)entry["role"]!], string.Join(' ', answers));
            Assert.Equal(200, (await _host.GetAsync("/policies/Query", ("X-Api-Key", (string)entry["apiKey"]!))).Status);
            Assert.Equal(403, (await _host.GetAsync("/policies/Query", ("X-Api-Key", (string)entry["writeKey"]!))).Status);
        }
    }

    [Fact]
    public async Task Platform_token_acts_in_any_tenant()
    {
        var bearer = ("Authorization", $"Bearer {(await WriteAsync())[6]["token"]}");
        Assert.Equal(200, (await _host.GetAsync("/policies/Platform", bearer)).Status);
        Assert.Equal("there", (await _host.GetAsync("/tenant", bearer, ("X-Tenant", "there"))).Body);
    }

    [Fact]
    public async Task Secrets_are_their_owners_alone()
    {
        await WriteAsync();
        Assert.Equal((OwnerOnly, OwnerOnly), (Mode(TokenFile), Mode(KeyFile)));
        File.SetUnixFileMode(KeyFile, OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        await using var restarted = await AccessHost.StartAsync(postgres, dataDirectory: _folder);
        restarted.Services.GetRequiredService<DevelopmentIssuer>();
        Assert.Equal(OwnerOnly, Mode(KeyFile));
    }

    [Fact]
    public async Task Keys_stay_and_tokens_are_new_at_the_next_start()
    {
        var first = await WriteAsync();
        _host.Clock.Advance(TimeSpan.FromDays(29));
        var second = await WriteAsync();
        Assert.Equal(first.Select(entry => (string?)entry["apiKey"]), second.Select(entry => (string?)entry["apiKey"]));
        Assert.Equal(first.Select(entry => (string?)entry["writeKey"]), second.Select(entry => (string?)entry["writeKey"]));
        _host.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal("TOKEN_EXPIRED", (await _host.GetAsync("/open", ("Authorization", $"Bearer {first[0]["token"]}"))).Code);
        Assert.Equal(200, (await _host.GetAsync("/open", ("Authorization", $"Bearer {second[0]["token"]}"))).Status);
    }

    [Fact]
    public async Task Token_is_believed_after_a_restart()
    {
        var token = (string)(await WriteAsync())[0]["token"]!;
        await using var restarted = await AccessHost.StartAsync(postgres, dataDirectory: _folder);
        Assert.Equal("here", (await restarted.GetAsync("/tenant", ("Authorization", $"Bearer {token}"))).Body);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("[{\"tenant\":\"he")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[null]")]
    public async Task Lost_keys_end_and_new_ones_take_their_place(string? left)
    {
        var lost = (string)(await WriteAsync())[0]["apiKey"]!;
        File.Delete(TokenFile);
        if (left is not null)
            await File.WriteAllTextAsync(TokenFile, left);
        var made = (string)(await WriteAsync())[0]["apiKey"]!;
        Assert.Equal(401, (await _host.GetAsync("/tenant", ("X-Api-Key", lost))).Status);
        Assert.Equal("here", (await _host.GetAsync("/tenant", ("X-Api-Key", made))).Body);
    }

    [Fact]
    public async Task Key_of_another_database_is_replaced()
    {
        var before = (string)(await WriteAsync())[0]["apiKey"]!;
        await using var fresh = await AccessHost.StartAsync(postgres, dataDirectory: _folder);
        var after = (string)(await WriteAsync(fresh))[0]["apiKey"]!;
        Assert.NotEqual(before, after);
        Assert.Equal("here", (await fresh.GetAsync("/tenant", ("X-Api-Key", after))).Body);
    }

    [Fact]
    public async Task Tenant_that_does_not_exist_is_a_mistake_of_the_caller() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            _host.Services.GetRequiredService<DemoTokens>().WriteAsync(["nowhere"], default));

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")]
    public async Task Damaged_key_file_is_named(string content)
    {
        await File.WriteAllTextAsync(KeyFile, content);
        var refused = Assert.Throws<InvalidDataException>(() => _host.Services.GetRequiredService<DevelopmentIssuer>());
        Assert.Contains(KeyFile, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Development_tokens_do_not_exist_beside_a_configured_database()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:Analytics", "Host=db.example.com")]);
        Assert.Throws<InvalidOperationException>(() => builder.AddDevelopmentAccess(_folder));
    }

    private static UnixFileMode Mode(string path) => File.GetUnixFileMode(path);

    private async Task<List<JsonNode>> WriteAsync(AccessHost? host = null)
    {
        await (host ?? _host).Services.GetRequiredService<DemoTokens>().WriteAsync(["here", "there"], default);
        return [.. JsonNode.Parse(await File.ReadAllTextAsync(TokenFile))!.AsArray().Select(entry => entry!)];
    }
}
