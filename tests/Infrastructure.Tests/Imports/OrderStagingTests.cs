using System.Runtime.CompilerServices;
using Analytics.Domain.Imports;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Imports;
using Analytics.TestKit;
using Npgsql;

namespace Analytics.Infrastructure.Tests.Imports;

public sealed class OrderStagingTests(PostgresFixture postgres)
{
    private static readonly DateTimeOffset _noon = new(2026, 2, 1, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Orders_come_in_the_order_of_their_first_rows_whatever_lies_between()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        await using var staged = await StageAsync(tenants,
            Row(1, "B"), Row(2, "A"), Row(3, "B", isGood: false), Row(4, "a"), Row(5, "A"), Row(6, "B"));

        var orders = await staged.ReadAsync(100, Token).ToListAsync(Token);

        Assert.Equal(
            ["B from 1 at 11 has 3: 1=1 3=6", "A from 2 at 12 has 2: 1=2 2=5", "a from 4 at 14 has 1: 1=4"],
            orders.Select(Describe));
    }

    [Fact]
    public async Task A_row_comes_back_as_it_was_given()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        var full = Row(1, "A").Content! with
        {
            CustomerId = "C", Country = "", ProductName = "Cup \"1\"", Quantity = -0.125m, UnitPrice = 1.50m, LineId = "l", IsCancelled = true, Channel = "Whatnot",
        };
        await using var staged = await StageAsync(tenants, new OrderRow(1, 2, "A", full), Row(2, "A"));

        var order = Assert.Single(await staged.ReadAsync(100, Token).ToListAsync(Token));

        Assert.Equal([new StagedLine(1, 1, 2, full), new StagedLine(2, 2, 12, Row(2, "A").Content!)], order.Lines);
    }

    [Fact]
    public async Task An_order_of_too_many_rows_comes_without_them()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        await using var staged = await StageAsync(tenants, Row(1, "A"), Row(2, "B"), Row(3, "A"), Row(4, "A"));

        var orders = await staged.ReadAsync(2, Token).ToListAsync(Token);

        Assert.Equal(["A from 1 at 11 has 3:", "B from 2 at 12 has 1: 1=2"], orders.Select(Describe));
    }

    [Fact]
    public async Task The_last_name_and_country_of_the_good_rows_are_kept_and_only_news_is_written()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        OrderRow[] rows =
        [
            Named(1, "C1", "Kenya", "P1", "Old name"), Named(2, "C1", "Rwanda", "P1", "New name"),
            Named(3, "C1", null, "P1", null), Named(4, null, null, "P2", null), Row(5, "A", isGood: false),
        ];

        await using (var staged = await StageAsync(tenants, rows))
            Assert.Equal(new CatalogueCounts(1, 2), await staged.SaveCatalogueAsync("import", _noon, Token));
        await using (var again = await StageAsync(tenants, rows))
            Assert.Equal(new CatalogueCounts(0, 0), await again.SaveCatalogueAsync("import", _noon, Token));

        const string Catalogue = """
            select string_agg(concat_ws(' ', external_id, attributes ->> 'country'), '; ') || ' | ' ||
                (select string_agg(concat_ws(' ', external_id, attributes ->> 'name'), '; ' order by external_id)
                 from entities where kind = 'products')
            from entities where kind = 'customers'
            """;
        Assert.Equal("C1 Rwanda | P1 New name; P2", await ScalarAsync(tenants, tenants.Here, Catalogue));
        Assert.Equal(DBNull.Value, await ScalarAsync(tenants, tenants.There, Catalogue));
    }

    [Fact]
    public async Task A_file_that_breaks_off_leaves_nothing_and_frees_its_connection()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres, "Maximum Pool Size=1");
        async IAsyncEnumerable<OrderRow> Broken([EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            yield return Row(1, "A");
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            throw new ImportFaultException(Problem.Invalid("GZIP_BROKEN", "Broken."));
        }

        var staging = new OrderStaging(tenants.Connections);
        await Assert.ThrowsAsync<ImportFaultException>(() => staging.StageAsync(tenants.Here, Broken(), Token));

        await using var staged = await StageAsync(tenants, Row(1, "B"));
        Assert.Equal("B", Assert.Single(await staged.ReadAsync(100, Token).ToListAsync(Token)).OrderId);
    }

    private static Task<IStagedOrders> StageAsync(TwoTenants tenants, params OrderRow[] rows) =>
        new OrderStaging(tenants.Connections).StageAsync(tenants.Here, rows.ToAsyncEnumerable(), Token);

    private static OrderRow Row(long row, string orderId, bool isGood = true) => new(row, row + 10, orderId, isGood
        ? new OrderRowContent(_noon, null, null, "EUR", "P" + row, null, row, 1m, null)
        : null);

    private static OrderRow Named(long row, string? customer, string? country, string product, string? name) =>
        new(row, row, "A", new OrderRowContent(_noon, customer, country, "EUR", product, name, 1m, 1m, null));

    private static string Describe(StagedOrder order) => string.Join(' ',
        [$"{order.OrderId} from {order.FirstRow} at {order.FirstLine} has {order.RowCount}:",
         .. order.Lines.Select(line => $"{line.Number}={line.Row}")]);

    private static async Task<object?> ScalarAsync(TwoTenants tenants, TenantScope tenant, string sql)
    {
        await using var lease = await tenants.Connections.LeaseAsync(tenant, Token);
        await using var command = new NpgsqlCommand(sql, lease.Connection);
        return await command.ExecuteScalarAsync(Token);
    }
}
