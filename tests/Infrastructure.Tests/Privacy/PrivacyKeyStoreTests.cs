using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Privacy;
using Analytics.TestKit;
using Npgsql;

namespace Analytics.Infrastructure.Tests.Privacy;

public sealed class PrivacyKeyStoreTests(PostgresFixture postgres)
{
    private static readonly DateTimeOffset _noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_node_has_the_same_secrets_and_another_tenant_has_others()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        var nodes = Enumerable.Range(0, 8).Select(_ => new PrivacyKeyStore(tenants.Connections, new FakeTime(_noon)));

        var found = await Task.WhenAll(nodes.Select(node =>
            node.OfAsync(tenants.Here, forIds: true, forVisitors: true, Token).AsTask()));
        var there = await new PrivacyKeyStore(tenants.Connections, new FakeTime(_noon))
            .OfAsync(tenants.There, forIds: true, forVisitors: true, Token);

        Assert.Single(found.Select(keys => Convert.ToHexString(keys.IdSecret.Span)).Distinct());
        Assert.Single(found.Select(keys => Convert.ToHexString(keys.VisitorSalt.Span)).Distinct());
        Assert.Equal((32, 32), (there.IdSecret.Length, there.VisitorSalt.Length));
        Assert.NotEqual(found[0].Hash("u1"), there.Hash("u1"));
        Assert.NotEqual(Visitor(found[0]), Visitor(there));
    }

    [Fact]
    public async Task A_visitor_is_one_all_day_and_another_the_next_day_of_the_tenants_zone()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        var clock = new FakeTime(LocalCalendar.StartOfDay(new DateOnly(2026, 3, 1), tenants.Here.Tenant.TimeZone));
        var store = new PrivacyKeyStore(tenants.Connections, clock);

        var morning = await VisitorAsync(store, tenants.Here);
        clock.Advance(TimeSpan.FromHours(23.9));
        var night = await VisitorAsync(store, tenants.Here);
        clock.Advance(TimeSpan.FromHours(0.2));
        var next = await VisitorAsync(store, tenants.Here);

        Assert.Equal(morning, night);
        Assert.NotEqual(night, next);
    }

    [Fact]
    public async Task The_salt_of_a_day_that_is_over_is_deleted_and_that_of_today_stays()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        var clock = new FakeTime(_noon);
        var store = new PrivacyKeyStore(tenants.Connections, clock);
        await VisitorAsync(store, tenants.Here);
        clock.Advance(TimeSpan.FromDays(1));
        var today = await VisitorAsync(store, tenants.Here);
        await VisitorAsync(store, tenants.There);

        await store.DeleteSaltsAsync(tenants.Here, Token);

        Assert.Equal(1L, await SaltsAsync(tenants.Here, tenants));
        Assert.Equal(1L, await SaltsAsync(tenants.There, tenants));
        Assert.Equal(today, await VisitorAsync(store, tenants.Here));
    }

    [Fact]
    public async Task A_tenant_that_needs_no_secret_gets_none()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);

        var keys = await new PrivacyKeyStore(tenants.Connections, new FakeTime(_noon))
            .OfAsync(tenants.Here, forIds: false, forVisitors: false, Token);

        Assert.True(keys.IdSecret.IsEmpty && keys.VisitorSalt.IsEmpty);
        Assert.Equal(0L, await SaltsAsync(tenants.Here, tenants));
    }

    private static string Visitor(Domain.Privacy.PrivacyKeys keys) =>
        keys.Visitor(Guid.Empty, "203.0.113.7", "Mozilla/5.0", "shop.example");

    private static async Task<string> VisitorAsync(PrivacyKeyStore store, TenantScope tenant) =>
        Visitor(await store.OfAsync(tenant, forIds: false, forVisitors: true, Token));

    private static async Task<object?> SaltsAsync(TenantScope tenant, TwoTenants tenants)
    {
        await using var lease = await tenants.Connections.LeaseAsync(tenant, Token);
        await using var command = new NpgsqlCommand("select count(*) from visitor_salts", lease.Connection);
        return await command.ExecuteScalarAsync(Token);
    }
}
