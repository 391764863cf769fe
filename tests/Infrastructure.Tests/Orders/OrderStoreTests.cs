using Analytics.Domain.Collection;
using Analytics.Domain.Orders;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Orders;
using Analytics.TestKit;
using Npgsql;

namespace Analytics.Infrastructure.Tests.Orders;

public sealed class OrderStoreTests(PostgresFixture postgres)
{
    private static readonly DateTimeOffset _noon = new(2026, 2, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly Order _order = new("O1", OrderKind.Sale, _noon, "C1", "EUR", null, 7.5m,
        [new OrderLine(1, "P1", 2, 2.5m), new OrderLine(2, "P2", 1, 2.5m)]);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_order_is_new_then_unchanged_then_changed_by_any_of_its_values()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        var store = new OrderStore(tenants.Connections);
        var guest = _order with { Id = "O2", CustomerId = null, Kind = OrderKind.Refund };

        Assert.Equal([OrderDifference.New, OrderDifference.New], await store.CompareAsync(tenants.Here, [_order, guest], Token));
        await SaveAsync(store, tenants.Here, [_order, guest], "import", _noon);

        Assert.Equal(
            [OrderDifference.Unchanged, OrderDifference.New, OrderDifference.Unchanged],
            await store.CompareAsync(tenants.Here, [guest, _order with { Id = "O3" }, _order with { Total = 7.50m }], Token));
        Order[] changes =
        [
            _order with { Kind = OrderKind.Refund },
            _order with { PlacedAt = _noon.AddMilliseconds(1) },
            _order with { CustomerId = null },
            _order with { Currency = "USD" },
            _order with { Country = "" },
            _order with { Channel = "Whatnot" },
            _order with { IsCancelled = true },
            _order with { Lines = [_order.Lines[0], _order.Lines[1] with { OrderedAt = _noon.AddDays(1) }] },
            _order with { Total = 7.51m },
            _order with { Lines = [_order.Lines[0]] },
            _order with { Lines = [_order.Lines[0], _order.Lines[1] with { Number = 3 }] },
            _order with { Lines = [_order.Lines[0], _order.Lines[1] with { ProductId = "P1" }] },
            _order with { Lines = [_order.Lines[0], _order.Lines[1] with { Quantity = -1 }] },
            _order with { Lines = [_order.Lines[0], _order.Lines[1] with { UnitPrice = 2.6m }] },
        ];
        foreach (var changed in changes)
            Assert.Equal([OrderDifference.Changed], await store.CompareAsync(tenants.Here, [changed], Token));
    }

    [Fact]
    public async Task Saving_an_order_puts_its_new_lines_in_place_of_the_old()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        var store = new OrderStore(tenants.Connections);
        var shorter = _order with { Total = 5m, Lines = [_order.Lines[0]] };
        await SaveAsync(store, tenants.Here, [_order], "import", _noon);

        await SaveAsync(store, tenants.Here, [shorter], "api", _noon.AddDays(1));

        Assert.Equal([OrderDifference.Unchanged], await store.CompareAsync(tenants.Here, [shorter], Token));
        Assert.Equal("O1 5 api 2026-02-02 1", await ReadAsync(tenants, tenants.Here));
    }

    [Fact]
    public async Task An_order_comes_back_as_it_was_stored_with_a_version_that_grows()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        var store = new OrderStore(tenants.Connections);
        var full = _order with
        {
            IsCancelled = true,
            Channel = "Whatnot",
            Lines = [_order.Lines[0] with { OrderedAt = _noon.AddDays(-1), ProductName = "Cup" }],
        };
        await SaveAsync(store, tenants.Here, [_order], "import", _noon);
        await SaveAsync(store, tenants.Here, [full], "import", _noon);

        var stored = Assert.Single(await store.ReadAsync(tenants.Here, ["O1", "O2"], Token)).Value;

        Assert.Equal(2, stored.Version);
        Assert.Equal(full with { Lines = [] }, stored.Order with { Lines = [] });
        Assert.Equal(full.Lines, stored.Order.Lines);
        Assert.Empty(await store.ReadAsync(tenants.There, ["O1"], Token));
    }

    [Fact]
    public async Task Another_tenant_s_order_of_the_same_id_is_another_order()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        var store = new OrderStore(tenants.Connections);
        await SaveAsync(store, tenants.Here, [_order], "import", _noon);

        Assert.Equal([OrderDifference.New], await store.CompareAsync(tenants.There, [_order], Token));
        await SaveAsync(store, tenants.There, [_order with { Total = 1m, Lines = [_order.Lines[1]] }], "import", _noon);

        Assert.Equal("O1 7.5 import 2026-02-01 2", await ReadAsync(tenants, tenants.Here));
        Assert.Equal("O1 1 import 2026-02-01 1", await ReadAsync(tenants, tenants.There));
    }

    private static Task SaveAsync(
        OrderStore store, TenantScope tenant, Order[] orders, string source, DateTimeOffset updatedAt) =>
        store.SaveAsync(tenant, orders, source, updatedAt, Guid.NewGuid(), new LogAppend([]), Token);

    private static async Task<string?> ReadAsync(TwoTenants tenants, TenantScope tenant)
    {
        await using var lease = await tenants.Connections.LeaseAsync(tenant, Token);
        await using var command = new NpgsqlCommand("""
            select string_agg(concat_ws(' ', external_id, total, source, to_char(updated_at at time zone 'UTC', 'YYYY-MM-DD'),
                (select count(*) from order_lines where order_id = external_id)), '; ')
            from orders
            """, lease.Connection);
        return (string?)await command.ExecuteScalarAsync(Token);
    }
}
