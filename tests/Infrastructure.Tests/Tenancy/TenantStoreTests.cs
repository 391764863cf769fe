using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Tenancy;
using Analytics.TestKit;
using Npgsql;

namespace Analytics.Infrastructure.Tests.Tenancy;

public sealed class TenantStoreTests(PostgresFixture postgres)
{
    private static readonly TenantInfo _shop = new(
        new TenantId(Guid.Parse("0190c1a0-0000-7000-8000-000000000001")), "shop-1", "A shop",
        TimeZoneInfo.FindSystemTimeZoneById("Europe/London"), "GBP", DayOfWeek.Sunday, 13)
    {
        SessionGap = TimeSpan.FromMinutes(45),
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_saved_tenant_is_found_by_id_and_identifier_with_all_its_settings()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        await tenants.Store.SaveAsync(_shop, Token);

        Assert.Equal(_shop, await tenants.Store.FindAsync(_shop.Id, Token));
        Assert.Equal(_shop, await tenants.Store.FindAsync("shop-1", Token));
        Assert.Equal(["here", "shop-1", "there"], (await tenants.Store.ListAsync(Token)).Select(found => found.Identifier));
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("SHOP-1")]
    [InlineData("")]
    [InlineData("a\0b")]
    [InlineData("' or true --")]
    public async Task An_unknown_identifier_finds_nobody(string identifier)
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        await tenants.Store.SaveAsync(_shop, Token);

        Assert.Null(await tenants.Store.FindAsync(identifier, Token));
        Assert.Null(await tenants.Store.FindAsync(new TenantId(Guid.Empty), Token));
    }

    [Fact]
    public async Task Saving_again_changes_the_settings_at_once()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        await tenants.Store.SaveAsync(_shop, Token);
        await tenants.Store.FindAsync(_shop.Id, Token);
        await tenants.Store.SaveAsync(_shop with { Identifier = "shop-2", Name = "Renamed" }, Token);

        Assert.Equal("Renamed", (await tenants.Store.FindAsync(_shop.Id, Token))!.Name);
        Assert.Null(await tenants.Store.FindAsync("shop-1", Token));
        Assert.Equal("Renamed", (await tenants.Store.FindAsync("shop-2", Token))!.Name);
    }

    [Fact]
    public async Task A_change_by_another_node_is_read_after_ten_seconds()
    {
        var clock = new FakeTime();
        await using var tenants = await TwoTenants.CreateAsync(postgres, clock: clock);
        await tenants.Store.SaveAsync(_shop, Token);
        await tenants.Store.FindAsync(_shop.Id, Token);
        await new TenantStore(tenants.Roles, tenants.Connections, clock).SaveAsync(_shop with { Name = "Renamed" }, Token);

        Assert.Equal("A shop", (await tenants.Store.FindAsync(_shop.Id, Token))!.Name);
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("Renamed", (await tenants.Store.FindAsync(_shop.Id, Token))!.Name);
    }

    [Fact]
    public async Task An_identifier_belongs_to_one_tenant()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);

        var refused = await Assert.ThrowsAsync<PostgresException>(
            () => tenants.Store.SaveAsync(_shop with { Identifier = "here" }, Token));

        Assert.Equal(PostgresErrorCodes.UniqueViolation, refused.SqlState);
    }
}
