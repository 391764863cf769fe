using System.IO.Compression;
using Analytics.Api.Access.Development;
using Analytics.Api.Imports;
using Analytics.Domain.Collection;
using Analytics.Domain.Imports;
using Analytics.Domain.Querying;
using Analytics.Domain.Tenancy;
using Microsoft.Extensions.Options;

namespace Analytics.Api.Demo;

/// <summary>
/// Makes the demo's tenants and credentials and loads their real data on the first start. Killed half way it starts
/// again: what was loaded has its ids and is not doubled.
/// </summary>
internal sealed class LoadDemo(
    ITenantStore tenants, OpenTenant openTenant, DemoTokens tokens, DevelopmentFiles files, ImportOrders importOrders,
    IEventLog log, IEventAnalytics engine, TimeProvider clock, IOptions<DemoOptions> options)
{
    private const int EventsAtATime = 2_000;
    private const long MaxFileBytes = 1L << 30;

    private const string RetailColumns =
        "order_id:InvoiceNo,ordered_at:InvoiceDate,customer_id:CustomerID,country:Country,product_id:StockCode,"
        + "product_name:Description,quantity:Quantity,unit_price:UnitPrice";

    public async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.Enabled)
            return;
        foreach (var tenant in DemoTenants.All)
            await tenants.SaveAsync(tenant, cancellationToken);
        await tokens.WriteAsync([.. DemoTenants.All.Select(tenant => tenant.Identifier)], cancellationToken);
        if (!options.Value.LoadData)
            return;
        await OnceAsync(DemoTenants.Retail, LoadRetailAsync, cancellationToken);
        await OnceAsync(DemoTenants.Community, LoadCommunityAsync, cancellationToken);
    }

    private async Task OnceAsync(
        TenantInfo info, Func<TenantScope, CancellationToken, Task<long>> load, CancellationToken cancellationToken)
    {
        var mark = Path.Combine(files.Directory, $"demo-{info.Identifier}.loaded");
        if (File.Exists(mark))
            return;
        var started = clock.GetTimestamp();
        var tenant = await openTenant.ExecuteAsync(info.Id, cancellationToken)
            ?? throw new InvalidOperationException($"The demo tenant '{info.Identifier}' was not saved.");
        var position = await load(tenant, cancellationToken);
        while (!(await engine.WaitForAsync(tenant, position, cancellationToken)).IsSuccess)
            Say(info, "waiting for the engine");
        await File.WriteAllTextAsync(mark, "", cancellationToken);
        Say(info, FormattableString.Invariant(
            $"{position:N0} events loaded in {clock.GetElapsedTime(started).TotalSeconds:F1} s"));
    }

    private async Task<long> LoadRetailAsync(TenantScope tenant, CancellationToken cancellationToken)
    {
        await using var file = new GZipStream(
            File.OpenRead(DemoFile("retail", "online-retail.csv.gz")), CompressionMode.Decompress);
        var columns = ImportColumns.Create(OrderColumns.All, RetailColumns).Value;
        var rows = new ImportFile(ImportFileFormat.Csv, columns, MaxFileBytes).ReadAsync(file, cancellationToken)
            .Select(OrderFields.Of);
        var import = new OrderImportOptions
        {
            RefundPrefix = "C",
            RejectPrefix = "A",
            TimeZone = TimeZoneInfo.Utc,
            FileName = "online-retail.csv.gz",
        };
        var progress = new ConsoleProgress(text => Say(tenant.Tenant, text));
        var report = (await importOrders.ExecuteAsync(tenant, rows, import, progress, cancellationToken)).Value;
        Say(tenant.Tenant, FormattableString.Invariant(
            $"{report.Entities.Created:N0} orders; {report.Rows.Rejected:N0} of {report.Rows.Read:N0} rows refused"));
        return report.Position ?? 0;
    }

    private async Task<long> LoadCommunityAsync(TenantScope tenant, CancellationToken cancellationToken)
    {
        var position = 0L;
        foreach (var chunk in CommunityFile.Read(DemoFile("community", "events.csv.gz"), clock.GetUtcNow())
                     .Chunk(EventsAtATime))
            position = (await log.AppendAsync(tenant, chunk, cancellationToken)).Value.Position;
        return position;
    }

    private static string DemoFile(string tenant, string name) =>
        Path.Combine(AppContext.BaseDirectory, "demo", tenant, name);

    // To the console and not to the log: it is for the person who waits for the first start.
    private static void Say(TenantInfo tenant, string text) => Console.WriteLine($"demo {tenant.Identifier}: {text}");

    /// <summary>One line for every fifty thousand rows, in the order in which they are reported.</summary>
    private sealed class ConsoleProgress(Action<string> say) : IProgress<ImportProgress>
    {
        private const long Step = 50_000;

        private long _next = Step;
        private bool _writes;

        public void Report(ImportProgress value)
        {
            if (!_writes && value.RowsWritten > 0)
                (_writes, _next) = (true, 0);
            var rows = _writes ? value.RowsWritten : value.RowsRead;
            if (rows < _next)
                return;
            _next = rows + Step;
            say(FormattableString.Invariant($"{rows:N0} rows {(_writes ? "written" : "read")}"));
        }
    }
}
