using Analytics.Api.Tests.Access;
using Analytics.Domain.Access;
using Analytics.TestKit;

namespace Analytics.Api.Tests.Tenancy;

public sealed class TenantResolutionTests(PostgresFixture postgres, IssuerProcess issuer)
    : IClassFixture<IssuerProcess>, IAsyncLifetime
{
    private AccessHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await AccessHost.StartAsync(postgres, issuer);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Key_opens_its_own_tenant()
    {
        Assert.Equal("200 here", await AskAsync(await KeyOfHereAsync()));
        Assert.Equal("200 here", await AskAsync(await KeyOfHereAsync(), Host("here")));
        Assert.Equal("200 here", await AskAsync(await KeyOfHereAsync(), ("Host", "HERE.EXAMPLE.COM")));
    }

    [Fact]
    public async Task Key_of_one_tenant_is_refused_at_the_host_name_of_another() =>
        Assert.Equal("403 TENANT_MISMATCH", await AskAsync(await KeyOfHereAsync(), Host("there")));

    [Fact]
    public async Task Host_names_do_not_tell_which_tenants_exist() => Assert.Equal(
        await AskAsync(await KeyOfHereAsync(), Host("there")), await AskAsync(await KeyOfHereAsync(), Host("nowhere")));

    [Fact]
    public async Task Token_names_its_tenant_by_identifier_or_id()
    {
        Assert.Equal("200 there", await AskAsync(await TokenAsync(Roles.Viewer, "there")));
        Assert.Equal("200 there", await AskAsync(await TokenAsync(Roles.Viewer, _host.Tenants.There.Id.ToString())));
        Assert.Equal("200 there", await AskAsync(
            await TokenAsync(Roles.Viewer, _host.Tenants.There.Id.ToString()), Host("there")));
        Assert.Equal("403 TENANT_MISMATCH", await AskAsync(await TokenAsync(Roles.Viewer, "there"), Host("here")));
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("Here")]
    [InlineData("here ")]
    [InlineData("here' or '1'='1")]
    [InlineData("\0here")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    public async Task Token_of_a_tenant_that_does_not_exist_is_refused(string tenant) =>
        Assert.Equal("403 TENANT_UNKNOWN", await AskAsync(await TokenAsync(Roles.Admin, tenant)));

    [Fact]
    public async Task Key_of_one_tenant_and_token_of_another_are_refused_together()
    {
        Assert.Equal(
            "403 TENANT_MISMATCH", await AskAsync(await KeyOfHereAsync(), await TokenAsync(Roles.Viewer, "there")));
        Assert.Equal("200 here", await AskAsync(await KeyOfHereAsync(), await TokenAsync(Roles.Viewer, "here")));
    }

    [Fact]
    public async Task Header_is_refused_to_everyone_but_platform_administrators()
    {
        foreach (var tenant in (string[])["there", "here", "nowhere", ""])
        {
            var header = ("X-Tenant", tenant);
            Assert.Equal("403 TENANT_HEADER_REFUSED", await AskAsync(await KeyOfHereAsync(), header));
            Assert.Equal("403 TENANT_HEADER_REFUSED", await AskAsync(await TokenAsync(Roles.Admin, "here"), header));
        }
        Assert.Equal("401 AUTH_NOT_AUTHENTICATED", await AskAsync(("X-Tenant", "here")));
        Assert.Empty(await _host.AuditAsync("acted_in_tenant"));
    }

    [Fact]
    public async Task Acting_in_a_tenant_is_noted_in_that_tenants_log()
    {
        var platform = await TokenAsync(Roles.PlatformAdmin, null);
        Assert.Equal("200 there", await AskAsync(platform, ("X-Tenant", "there")));
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("200 here", await AskAsync(platform, Host("here")));
        var noted = await _host.AuditAsync("acted_in_tenant");
        Assert.Equal([_host.Tenants.There.Id.Value, _host.Tenants.Here.Id.Value], noted.Select(entry => entry.Tenant!.Value));
        Assert.All(noted, entry => Assert.Equal(("platform_admin-of-", "/tenant"), (entry.Actor, entry.Detail["path"])));
    }

    [Fact]
    public async Task Platform_administrator_names_one_tenant_that_exists()
    {
        var platform = await TokenAsync(Roles.PlatformAdmin, null);
        Assert.Equal("403 TENANT_UNKNOWN", await AskAsync(platform, ("X-Tenant", "nowhere")));
        Assert.Equal("403 TENANT_UNKNOWN", await AskAsync(platform, ("X-Tenant", "")));
        Assert.Equal("403 TENANT_UNKNOWN", await AskAsync(platform, ("X-Tenant", "here, there")));
        Assert.Equal("403 TENANT_MISMATCH", await AskAsync(platform, ("X-Tenant", "here"), Host("there")));
        Assert.Equal("403 TENANT_MISMATCH", await AskAsync(
            await TokenAsync(Roles.PlatformAdmin, "here"), ("X-Tenant", "there")));
    }

    [Fact]
    public async Task Host_name_lets_nobody_in()
    {
        Assert.Equal("401 AUTH_NOT_AUTHENTICATED", await AskAsync(Host("here")));
        Assert.Equal("403 TENANT_REQUIRED", await AskAsync(await TokenAsync(Roles.Admin, null), Host("here")));
    }

    [Fact]
    public async Task Caller_without_a_tenant_is_told_so_where_one_is_needed()
    {
        Assert.Equal("401 AUTH_NOT_AUTHENTICATED", await AskAsync());
        Assert.Equal("403 TENANT_REQUIRED", await AskAsync(await TokenAsync(Roles.Admin, null)));
        Assert.Equal("403 TENANT_REQUIRED", await AskAsync(await TokenAsync(Roles.PlatformAdmin, null)));
        Assert.Equal(200, (await _host.GetAsync("/open", await TokenAsync(Roles.PlatformAdmin, null))).Status);
    }

    [Theory]
    [InlineData("www.example.com")]
    [InlineData("api.example.com")]
    [InlineData("a.here.example.com")]
    [InlineData("example.com")]
    [InlineData("there.example.org")]
    [InlineData("there.example.com.attacker.org")]
    public async Task Host_name_outside_of_the_template_says_nothing(string host) =>
        Assert.Equal("200 here", await AskAsync(await KeyOfHereAsync(), ("Host", host)));

    [Fact]
    public async Task Key_in_a_body_is_held_to_the_host_name_too()
    {
        var key = (await _host.IssueAsync(_host.Tenants.Here, Roles.Viewer, "query")).PlainText;
        Assert.Equal("TENANT_MISMATCH", (await _host.GetAsync($"/late?credential={key}", Host("there"))).Body);
    }

    private static (string, string) Host(string tenant) => ("Host", $"{tenant}.example.com");

    private async Task<(string, string)> KeyOfHereAsync() =>
        ("X-Api-Key", (await _host.IssueAsync(_host.Tenants.Here, Roles.Viewer, "query")).PlainText);

    private async Task<(string, string)> TokenAsync(string role, string? tenant) =>
        SignedTokens.AsBearer(await _host.TokenAsync(issuer, role, tenant));

    private async Task<string> AskAsync(params (string, string)[] headers)
    {
        var answer = await _host.GetAsync("/tenant", headers);
        return $"{answer.Status} {answer.Code ?? answer.Body}";
    }
}
