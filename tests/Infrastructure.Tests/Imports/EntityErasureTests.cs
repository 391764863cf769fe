using System.Collections.Immutable;
using Analytics.Domain.Collection;
using Analytics.Domain.Identity;
using Analytics.Domain.Imports;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Identity;
using Analytics.Infrastructure.Imports;
using Analytics.TestKit;

namespace Analytics.Infrastructure.Tests.Imports;

public sealed class EntityErasureTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_is_erased_is_gone_with_what_names_him_in_his_tenant_alone()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        var store = new EntityStore(tenants.Connections);
        foreach (var tenant in new[] { tenants.Here, tenants.There })
        {
            await SaveAsync(store, tenant, EntityKinds.Customers, "ada", ("customer_id", "ada"), ("email", "ada@example.com"));
            await SaveAsync(store, tenant, EntityKinds.Customers, "ben", ("customer_id", "ben"));
            await SaveAsync(store, tenant, EntityKinds.Find("payments")!, "p1", ("payment_id", "p1"), ("customer_id", "ada"));
            await SaveAsync(store, tenant, EntityKinds.Find("payments")!, "p2", ("payment_id", "p2"), ("customer_id", "ben"));
        }

        await new ActorLog(tenants.Connections, new LogHeads())
            .EraseAsync(tenants.Here, ActorId.Create("ada", "actor").Value, Token);

        Assert.Equal("ben p2", await IdsAsync(store, tenants.Here));
        Assert.Equal("ada ben p1 p2", await IdsAsync(store, tenants.There));
        Assert.Equal(["ada"], await store.ErasedAsync(tenants.Here, ["ada", "ben"], Token));
        Assert.Empty(await store.ErasedAsync(tenants.There, ["ada", "ben"], Token));
    }

    private static Task SaveAsync(
        EntityStore store, TenantScope tenant, EntityKind kind, string id, params (string Column, string Value)[] values)
    {
        var state = new EntityState(
            id,
            [.. kind.Columns.Select(column => values.FirstOrDefault(each => each.Column == column.Name).Value)],
            Events.Noon,
            1,
            ImmutableDictionary<string, int>.Empty);
        return store.SaveAsync(
            tenant, kind, [state], "test", new PendingImport(Guid.NewGuid(), kind.Name, new LogAppend([])), Token);
    }

    private static async Task<string> IdsAsync(EntityStore store, TenantScope tenant)
    {
        var customers = await store.ReadAsync(tenant, EntityKinds.Customers, ["ada", "ben"], Token);
        var payments = await store.ReadAsync(tenant, EntityKinds.Find("payments")!, ["p1", "p2"], Token);
        return string.Join(' ', customers.Keys.Concat(payments.Keys).Order(StringComparer.Ordinal));
    }
}
