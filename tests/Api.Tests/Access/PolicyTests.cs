using Analytics.Api.Access;
using Analytics.Domain.Access;
using Analytics.TestKit;

namespace Analytics.Api.Tests.Access;

public sealed class PolicyTests(PostgresFixture postgres, IssuerProcess issuer)
    : IClassFixture<IssuerProcess>, IAsyncLifetime
{
    private static readonly string[] _policies =
        [Policies.Query, Policies.Define, Policies.Manage, Policies.Collect, Policies.Platform];

    private AccessHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await AccessHost.StartAsync(postgres, issuer);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Caller_without_a_credential_passes_nothing() =>
        Assert.Equal("401 401 401 401 401", await AnswersAsync());

    [Theory]
    [InlineData(Roles.Viewer, "here", "200 403 403 403 403")]
    [InlineData(Roles.Analyst, "here", "200 200 403 200 403")]
    [InlineData(Roles.Admin, "here", "200 200 200 200 403")]
    [InlineData(Roles.Admin, null, "403 403 403 403 403")]
    [InlineData(Roles.PlatformAdmin, null, "403 403 403 403 200")]
    [InlineData("owner", "here", "403 403 403 403 403")]
    [InlineData("ADMIN", "here", "403 403 403 403 403")]
    public async Task Token_passes_by_its_role_within_its_tenant(string role, string? tenant, string expected) =>
        Assert.Equal(expected, await AnswersAsync(SignedTokens.AsBearer(await _host.TokenAsync(issuer, role, tenant))));

    [Fact]
    public async Task Platform_administrator_acts_as_admin_of_the_tenant_that_he_names()
    {
        var bearer = SignedTokens.AsBearer(await _host.TokenAsync(issuer, Roles.PlatformAdmin, null));
        Assert.Equal("200 200 200 200 200", await AnswersAsync(bearer, ("X-Tenant", "there")));
        Assert.Equal("200 200 200 200 200", await AnswersAsync(bearer, ("Host", "there.example.com")));
    }

    [Theory]
    [InlineData(Roles.Viewer, "query", "200 403 403 403 403")]
    [InlineData(Roles.Admin, "query", "200 403 403 403 403")]
    [InlineData(Roles.Viewer, "collect", "403 403 403 200 403")]
    [InlineData(Roles.Admin, "manage", "403 200 200 403 403")]
    [InlineData(Roles.Analyst, "manage", "403 200 403 403 403")]
    [InlineData(Roles.Viewer, "manage", "403 403 403 403 403")]
    [InlineData(Roles.Admin, "collect query manage", "200 200 200 200 403")]
    public async Task Key_passes_by_scope_and_role_together(string role, string scopes, string expected)
    {
        var key = await _host.IssueAsync(_host.Tenants.Here, role, scopes.Split(' '));
        Assert.Equal(expected, await AnswersAsync(("X-Api-Key", key.PlainText)));
    }

    [Fact]
    public async Task Public_key_only_collects()
    {
        var key = await _host.IssueAsync(_host.Tenants.Here, NewApiKey.PublicWrite("browser", null).Value);
        Assert.Equal("403 403 403 200 403", await AnswersAsync(("X-Api-Key", key.PlainText)));
    }

    [Fact]
    public async Task Key_and_token_of_one_tenant_pass_what_either_does_and_no_more()
    {
        var key = await _host.IssueAsync(_host.Tenants.Here, Roles.Analyst, "manage");
        var bearer = SignedTokens.AsBearer(await _host.TokenAsync(issuer, Roles.Viewer, "here"));
        Assert.Equal("200 200 403 403 403", await AnswersAsync(bearer, ("X-Api-Key", key.PlainText)));
    }

    private async Task<string> AnswersAsync(params (string, string)[] headers)
    {
        var answers = new List<int>();
        foreach (var policy in _policies)
            answers.Add((await _host.GetAsync($"/policies/{policy}", headers)).Status);
        return string.Join(' ', answers);
    }
}
