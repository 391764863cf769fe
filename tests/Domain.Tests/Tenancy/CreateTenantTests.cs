using Analytics.Domain.Tenancy;
using Analytics.TestKit;

namespace Analytics.Domain.Tests.Tenancy;

public sealed class CreateTenantTests
{
    private static readonly NewTenant Shop = new("my-shop", "My shop", "Europe/Berlin", "EUR");

    private readonly FakeTenants _tenants = new();

    private async Task<Result<TenantInfo>> CreateAsync(NewTenant tenant) =>
        await new CreateTenant(_tenants, TimeProvider.System).ExecuteAsync(tenant, TestContext.Current.CancellationToken);

    [Fact]
    public async Task A_new_tenant_is_found_by_its_identifier_with_its_settings()
    {
        var created = (await CreateAsync(Shop)).Value;

        var found = await _tenants.FindAsync("my-shop", TestContext.Current.CancellationToken);
        Assert.Equal(created, found);
        Assert.Equal(
            ("My shop", "Europe/Berlin", "EUR", DayOfWeek.Monday, 13),
            (found!.Name, found.TimeZone.Id, found.Currency, found.WeekStart, found.RawRetentionMonths));
    }

    [Fact]
    public async Task An_identifier_that_is_taken_is_refused()
    {
        await CreateAsync(Shop);

        Assert.Equal("TENANT_EXISTS", (await CreateAsync(Shop with { Name = "Another" })).Problem?.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("-shop")]
    [InlineData("shop-")]
    [InlineData("My-Shop")]
    [InlineData("shop.example")]
    public async Task An_identifier_is_a_host_label(string identifier) =>
        Assert.Equal("TENANT_IDENTIFIER", (await CreateAsync(Shop with { Identifier = identifier })).Problem?.Code);

    [Fact]
    public async Task Each_setting_is_checked()
    {
        Assert.Equal("TENANT_NAME", (await CreateAsync(Shop with { Name = "" })).Problem?.Code);
        Assert.Equal("TENANT_CURRENCY", (await CreateAsync(Shop with { Currency = "euro" })).Problem?.Code);
        Assert.Equal("TENANT_TIME_ZONE", (await CreateAsync(Shop with { TimeZone = "Mars/Phobos" })).Problem?.Code);
        Assert.Equal("TENANT_RETENTION", (await CreateAsync(Shop with { RawRetentionMonths = 0 })).Problem?.Code);
    }
}
