using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Orders;
using Analytics.Infrastructure.Postgres;
using Analytics.TestKit;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Analytics.Infrastructure.Tests.Postgres;

public sealed class AnalyticsDbContextTests(PostgresFixture postgres)
{
    private static readonly DateTimeOffset _noon = new(2024, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task New_rows_are_stamped_with_the_tenant_and_the_other_sees_none()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        var contexts = new TenantDbContexts(tenants.Connections);
        await SaveOrderAsync(contexts, tenants.Here);

        await using var here = await contexts.LeaseAsync(tenants.Here, Token);
        await using var there = await contexts.LeaseAsync(tenants.There, Token);
        var order = await here.Db.Orders.Include(row => row.Lines).SingleAsync(Token);

        Assert.Equal(12.345m, order.Total);
        Assert.Equal(tenants.Here.Id.Value, Assert.Single(order.Lines).TenantId);
        Assert.Equal(0, await there.Db.Orders.CountAsync(Token));
        Assert.Equal(0, await there.Db.OrderLines.CountAsync(Token));
    }

    [Fact]
    public async Task Row_level_security_holds_when_the_filter_is_lifted()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        var contexts = new TenantDbContexts(tenants.Connections);
        await SaveOrderAsync(contexts, tenants.Here);

        await using var there = await contexts.LeaseAsync(tenants.There, Token);

        Assert.Empty(await there.Db.Orders.IgnoreQueryFilters([QueryFilters.Tenant]).ToListAsync(Token));
    }

    [Fact]
    public async Task The_filter_holds_where_row_level_security_does_not()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        await SaveOrderAsync(new TenantDbContexts(tenants.Connections), tenants.Here);
        await using var connection = new NpgsqlConnection(tenants.OwnerConnectionString);
        await connection.OpenAsync(Token);
        await using var lift = new NpgsqlCommand("alter table orders no force row level security", connection);
        await lift.ExecuteNonQueryAsync(Token);
        var asOwner = new DbContextOptionsBuilder<AnalyticsDbContext>().UseNpgsql(connection).Options;

        await using var here = new AnalyticsDbContext(asOwner, tenants.Here);
        await using var there = new AnalyticsDbContext(asOwner, tenants.There);

        Assert.Equal(1, await here.Orders.CountAsync(Token));
        Assert.Equal(0, await there.Orders.CountAsync(Token));
    }

    [Theory]
    [InlineData(EntityState.Added)]
    [InlineData(EntityState.Modified)]
    [InlineData(EntityState.Deleted)]
    public async Task A_row_of_another_tenant_is_refused(EntityState state)
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        await using var lease = await new TenantDbContexts(tenants.Connections).LeaseAsync(tenants.Here, Token);
        lease.Db.Entry(NewLine(tenants.There.Id.Value)).State = state;

        await Assert.ThrowsAsync<InvalidOperationException>(() => lease.CommitAsync(Token));
    }

    [Fact]
    public void Every_entity_that_has_a_tenant_has_the_filter_of_that_name()
    {
        using var db = new AnalyticsDbContext(
            new DbContextOptionsBuilder<AnalyticsDbContext>().UseNpgsql().Options, null!);

        var entities = db.Model.GetEntityTypes().ToList();
        Assert.NotEmpty(entities);
        Assert.All(entities, entity =>
        {
            Assert.True(typeof(ITenantOwned).IsAssignableFrom(entity.ClrType), entity.ClrType.Name);
            Assert.NotNull(entity.FindDeclaredQueryFilter(QueryFilters.Tenant));
        });
    }

    private static OrderLineRow NewLine(Guid tenant) => new()
    {
        TenantId = tenant, OrderId = "o1", LineNumber = 1, ProductId = "p", Quantity = 1, UnitPrice = 1,
    };

    private static async Task SaveOrderAsync(TenantDbContexts contexts, TenantScope tenant)
    {
        await using var lease = await contexts.LeaseAsync(tenant, Token);
        lease.Db.Orders.Add(new OrderRow
        {
            ExternalId = "o1",
            Kind = "sale",
            PlacedAt = _noon,
            Currency = "EUR",
            Total = 12.345m,
            Source = "test",
            UpdatedAt = _noon,
            Lines = [new() { OrderId = "o1", LineNumber = 1, ProductId = "p", Quantity = 3, UnitPrice = 4.115m }],
        });
        await lease.CommitAsync(Token);
    }
}
