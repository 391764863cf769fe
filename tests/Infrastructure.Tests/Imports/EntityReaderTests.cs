using Analytics.Domain.Imports;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Imports;
using Analytics.TestKit;
using Npgsql;

namespace Analytics.Infrastructure.Tests.Imports;

public sealed class EntityReaderTests(PostgresFixture postgres)
{
    private static readonly EntityKind _tickets = EntityKinds.Find("tickets")!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_that_has_looked_its_fill_is_empty_and_the_next_one_goes_on()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        await FillAsync(tenants, tenants.Here, EntityFilter.MaxLookedAt + 1);
        await FillAsync(tenants, tenants.There, 1);
        var reader = new EntityReader(tenants.Connections);
        var last = EntityFilter.Create(_tickets, null, [new("status", $"s{EntityFilter.MaxLookedAt + 1}")]).Value;

        var first = await reader.ListAsync(tenants.Here, last, null, 10, Token);
        var second = await reader.ListAsync(tenants.Here, last, first.NextAfter, 10, Token);

        Assert.Empty(first.Items);
        Assert.Equal("t100000", first.NextAfter);
        Assert.Equal(("t100001", null), (Assert.Single(second.Items).Id, second.NextAfter));
        var theirs = await reader.ListAsync(tenants.There, last, null, 10, Token);
        Assert.Equal((0, null), (theirs.Items.Length, theirs.NextAfter));
    }

    [Fact]
    public async Task Pages_hold_what_is_about_a_person_in_the_order_of_ids_in_his_tenant_alone()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        await FillAsync(tenants, tenants.Here, 9);
        var reader = new EntityReader(tenants.Connections);
        var his = EntityFilter.Create(_tickets, "c1", []).Value;

        var first = await reader.ListAsync(tenants.Here, his, null, 2, Token);
        var second = await reader.ListAsync(tenants.Here, his, first.NextAfter, 2, Token);

        Assert.Equal(["t000001", "t000004"], first.Items.Select(ticket => ticket.Id));
        Assert.Equal(("t000007", null), (Assert.Single(second.Items).Id, second.NextAfter));
        Assert.Empty((await reader.ListAsync(tenants.There, his, null, 2, Token)).Items);
        Assert.Null(await reader.FindAsync(tenants.There, _tickets, "t000001", Token));
    }

    private static async Task FillAsync(TwoTenants tenants, TenantScope tenant, int count)
    {
        await using var lease = await tenants.Connections.LeaseAsync(tenant, Token);
        await using var command = new NpgsqlCommand(
            """
            insert into entities (tenant_id, kind, external_id, attributes, source, updated_at)
            select $1, 'tickets', 't' || lpad(n::text, 6, '0'),
                jsonb_build_object('customer_id', 'c' || n % 3, 'status', 's' || n), 'import', '2026-03-01T12:00:00Z'
            from generate_series(1, $2) as n
            """,
            lease.Connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenant.Id.Value });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = count });
        await command.ExecuteNonQueryAsync(Token);
        await lease.CommitAsync(Token);
    }
}
