using System.Globalization;
using Analytics.Domain.Audit;
using Analytics.Domain.Collection;
using Analytics.Domain.Imports;
using Analytics.Infrastructure.Imports;
using Analytics.Infrastructure.Orders;
using Analytics.Infrastructure.Postgres;
using Analytics.TestKit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Analytics.Infrastructure.Tests.Imports;

public sealed class ImportOrdersTests(PostgresFixture postgres)
{
    private const int OrderCount = 4_000;
    private const int LinesPerOrder = 4;        // 16,000 rows: four chunks
    private const int EventCount = OrderCount * (LinesPerOrder + 1);

    private const string State = """
        select concat_ws(' ',
            (select count(*) from orders), (select sum(total) from orders), (select count(*) from order_lines),
            (select count(*) from events), (select count(distinct event_id) from events),
            (select sum((properties ->> 'total')::numeric) from events where name = 'order_placed'),
            (select max(position) from events))
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_import_that_is_cut_off_at_any_step_is_made_good_by_the_next()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        await using var services = Services(tenants);
        using var cut = new CancellationTokenSource();
        var afterTheFirstChunk = new Callback(progress =>
        {
            if (progress.RowsWritten > 0)
                cut.Cancel();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => ImportAsync(services, tenants, afterTheFirstChunk, cut.Token));
        var report = await ImportAsync(services, tenants, null, Token);

        Assert.Equal(OrderCount, report.Entities.Created + report.Entities.Unchanged);
        Assert.InRange(report.Entities.Unchanged, 1, OrderCount - 1);
        Assert.InRange(report.Events.Accepted, 1, EventCount - 1);
        Assert.Equal(
            "4000 16004000.00 16000 20000 20000 16004000.00 20000",
            await ScalarAsync(tenants));
    }

    [Fact]
    public async Task Progress_goes_on_to_the_last_row()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        await using var services = Services(tenants);
        var seen = new List<ImportProgress>();

        await ImportAsync(services, tenants, new Callback(seen.Add), Token);

        Assert.Equal((10_000L, 0L, 0L), (seen[0].RowsRead, seen[0].RowsWritten, seen[0].RowsRefused));
        Assert.Equal(
            [.. Enumerable.Range(1, 8).Select(chunk => 2_000L * chunk)],
            seen[1..].Select(progress => progress.RowsWritten).Distinct());
    }

    // Line n of every order comes before line n + 1 of any: no order's rows are next to each other.
    private static IEnumerable<OrderFields> Rows() =>
        Enumerable.Range(0, OrderCount * LinesPerOrder).Select(i => new OrderFields(i + 1, i + 2)
        {
            OrderId = (i % OrderCount).ToString("0000", CultureInfo.InvariantCulture),
            OrderedAt = "2026-02-01 10:00:00",
            ProductId = "P",
            Quantity = "2",
            UnitPrice = ((i % OrderCount + 1) * 0.25m).ToString(CultureInfo.InvariantCulture),
        });

    private static async Task<ImportReport> ImportAsync(
        ServiceProvider services, TwoTenants tenants, IProgress<ImportProgress>? progress, CancellationToken token)
    {
        var import = new ImportOrders(
            new OrderStaging(tenants.Connections), new OrderStore(tenants.Connections),
            new ImportRuns(tenants.Connections, services.GetRequiredService<IAuditLog>(), TimeProvider.System),
            new ImportAppends(
                services.GetRequiredService<IEventLog>(), new PendingImports(tenants.Connections), TimeProvider.System),
            TimeProvider.System);
        return (await import.ExecuteAsync(
            tenants.Here, Rows().ToAsyncEnumerable(), new OrderImportOptions(), progress, token)).Value;
    }

    private static ServiceProvider Services(TwoTenants tenants) => new ServiceCollection()
        .AddLogging()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
        .AddStorage(_ => tenants.OwnerConnectionString)
        .BuildServiceProvider();

    private static async Task<string?> ScalarAsync(TwoTenants tenants)
    {
        await using var lease = await tenants.Connections.LeaseAsync(tenants.Here, Token);
        await using var command = new NpgsqlCommand(State, lease.Connection);
        return (string?)await command.ExecuteScalarAsync(Token);
    }

    private sealed class Callback(Action<ImportProgress> report) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => report(value);
    }
}
