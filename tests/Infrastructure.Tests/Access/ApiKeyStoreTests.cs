using Analytics.Domain.Access;
using Analytics.Infrastructure.Access;
using Analytics.Infrastructure.Postgres;
using Analytics.TestKit;
using Npgsql;

namespace Analytics.Infrastructure.Tests.Access;

public sealed class ApiKeyStoreTests(PostgresFixture postgres)
{
    private static readonly NewApiKey _partner =
        NewApiKey.Secret("partner", ["query", "collect"], Roles.Analyst, expiresAt: null).Value;

    private static readonly NewApiKey _browser = NewApiKey.PublicWrite("browser", expiresAt: null).Value;

    private readonly FakeTime _clock = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_is_found_by_its_text_with_what_it_may_do()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        var issued = await Store(tenants).CreateAsync(tenants.Here, _partner, Token);

        var found = await Store(tenants).FindAsync(issued.PlainText, Token);

        Assert.StartsWith("ak_live_", issued.PlainText, StringComparison.Ordinal);
        Assert.Equal(40, issued.PlainText.Length);
        Assert.NotNull(found);
        Assert.Equal(tenants.Here.Id, found.Tenant);
        Assert.Equal(["collect", "query"], found.Scopes);
        Assert.Equal((ApiKeyKind.Secret, Roles.Analyst), (found.Kind, found.Role));
    }

    [Fact]
    public async Task A_public_key_only_collects()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        var issued = await Store(tenants).CreateAsync(tenants.Here, _browser, Token);

        var found = await Store(tenants).FindAsync(issued.PlainText, Token);

        Assert.StartsWith("wk_live_", issued.PlainText, StringComparison.Ordinal);
        Assert.Equal(ApiKeyKind.PublicWrite, found!.Kind);
        Assert.Equal(["collect"], found.Scopes);
        Assert.Null(found.Role);
    }

    [Fact]
    public async Task The_key_itself_is_stored_nowhere()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        var issued = await Store(tenants).CreateAsync(tenants.Here, _partner, Token);

        await using var owner = NpgsqlDataSource.Create(tenants.OwnerConnectionString);
        await using var command = owner.CreateCommand("select string_agg(k::text, ' ') from api_keys k");
        var stored = (string)(await command.ExecuteScalarAsync(Token))!;

        Assert.Contains(issued.Key.Prefix, stored, StringComparison.Ordinal);
        Assert.DoesNotContain(issued.PlainText[issued.Key.Prefix.Length..], stored, StringComparison.Ordinal);
        Assert.DoesNotContain(issued.PlainText, issued.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_else_finds_a_key()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        var issued = await Store(tenants).CreateAsync(tenants.Here, _partner, Token);

        foreach (var presented in (string[])["", " ", issued.Key.Prefix, issued.PlainText + " ", issued.PlainText[..^1],
            "\0", new string('x', 1_000_000)])
            Assert.Null(await Store(tenants).FindAsync(presented, Token));
    }

    [Fact]
    public async Task A_key_ends_with_its_expiry()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        var expiry = _clock.GetUtcNow().AddHours(1);
        var issued = await Store(tenants).CreateAsync(
            tenants.Here, NewApiKey.PublicWrite("short", expiry).Value, Token);

        _clock.MoveTo(expiry.AddSeconds(-1));
        Assert.Equal(expiry, (await Store(tenants).FindAsync(issued.PlainText, Token))!.ExpiresAt);
        _clock.MoveTo(expiry);
        Assert.Null(await Store(tenants).FindAsync(issued.PlainText, Token));
    }

    [Fact]
    public async Task Revoking_ends_a_key_at_once_and_keeps_it_listed_with_the_time()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        var issued = await Store(tenants).CreateAsync(tenants.Here, _partner, Token);
        var at = _clock.GetUtcNow();

        Assert.True(await Store(tenants).RevokeAsync(tenants.Here, issued.Key.Id, Token));
        Assert.Null(await Store(tenants).FindAsync(issued.PlainText, Token));
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.True(await Store(tenants).RevokeAsync(tenants.Here, issued.Key.Id, Token));
        Assert.Equal(at, Assert.Single(await Store(tenants).ListAsync(tenants.Here, Token)).RevokedAt);
    }

    [Fact]
    public async Task Another_tenant_neither_sees_nor_revokes_a_key()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        var issued = await Store(tenants).CreateAsync(tenants.Here, _partner, Token);

        Assert.Empty(await Store(tenants).ListAsync(tenants.There, Token));
        Assert.False(await Store(tenants).RevokeAsync(tenants.There, issued.Key.Id, Token));
        Assert.NotNull(await Store(tenants).FindAsync(issued.PlainText, Token));
    }

    [Fact]
    public async Task The_last_use_is_noted_at_most_once_a_minute()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        var issued = await Store(tenants).CreateAsync(tenants.Here, _partner, Token);
        var first = _clock.GetUtcNow();
        Assert.Null(Assert.Single(await Store(tenants).ListAsync(tenants.Here, Token)).LastUsedAt);

        foreach (var (seconds, noted) in ((int, int)[])[(0, 0), (59, 0), (60, 60)])
        {
            _clock.MoveTo(first.AddSeconds(seconds));
            await Store(tenants).FindAsync(issued.PlainText, Token);
            var listed = Assert.Single(await Store(tenants).ListAsync(tenants.Here, Token));
            Assert.Equal(first.AddSeconds(noted), listed.LastUsedAt);
        }
    }

    private ApiKeyStore Store(TwoTenants tenants) =>
        new(tenants.Roles, new TenantDbContexts(tenants.Connections), _clock);
}
