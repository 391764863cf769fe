using System.Runtime.CompilerServices;
using Analytics.Domain.Collection;
using Analytics.Domain.Orders;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Imports;

/// <summary>
/// Turns a file of order lines into orders, customers, products and the events that count them. Memory does not grow
/// with the file, and importing it again changes nothing twice, also after an import that was cut off.
/// </summary>
public sealed class ImportOrders(IOrderStaging staging, IOrderStore orders, IEventLog log, TimeProvider clock)
{
    /// <summary>Lines that are written at a time, as long as no single order has more.</summary>
    private const int ChunkLines = 5_000;

    private const int ProgressRows = 10_000;
    private const string Source = "import";
    private const string BusyCode = "COLLECTION_BUSY";

    private static readonly TimeSpan _busyDelay = TimeSpan.FromMilliseconds(200);

    /// <summary>Imports the rows of one file, which holds every row of each order that it names.</summary>
    /// <param name="tenant">Whose orders.</param>
    /// <param name="rows">May throw <see cref="ImportFaultException"/> before its end: then nothing is written.</param>
    /// <param name="options">How the rows are to be understood.</param>
    /// <param name="progress">Told every some thousand rows; null for nobody.</param>
    /// <param name="cancellationToken">Stops the import; what was written stays, and the next import goes on.</param>
    /// <returns>The report, or why the file as a whole cannot be read.</returns>
    public async Task<Result<ImportReport>> ExecuteAsync(
        TenantScope tenant,
        IAsyncEnumerable<OrderFields> rows,
        OrderImportOptions options,
        IProgress<ImportProgress>? progress,
        CancellationToken cancellationToken)
    {
        if (options.Currency is { } currency && !OrderRowRules.IsCurrency(currency))
            return Problem.Invalid("CURRENCY_INVALID", "Expected an ISO 4217 code such as EUR.", "currency");
        var now = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
        var run = new Run(tenant, options, now, progress);
        try
        {
            await using var staged = await staging.StageAsync(
                tenant, CheckAsync(run, rows, cancellationToken), cancellationToken);
            await WriteAsync(run, staged, cancellationToken);
            var catalogue = options.DryRun
                ? new CatalogueCounts(0, 0)
                : await staged.SaveCatalogueAsync(Source, now, cancellationToken);
            return run.Tally.Report(options.DryRun, catalogue);
        }
        catch (ImportFaultException fault)
        {
            return fault.Problem;
        }
    }

    private static async IAsyncEnumerable<OrderRow> CheckAsync(
        Run run, IAsyncEnumerable<OrderFields> rows, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var tally = run.Tally;
        await foreach (var fields in rows.WithCancellation(cancellationToken))
        {
            tally.RowsRead++;
            if (tally.RowsRead % ProgressRows == 0)
                run.Progress?.Report(new ImportProgress(tally.RowsRead, 0));
            if (!run.Rules.Check(fields).TryGet(out var content, out var problem))
                tally.Reject(new RowError(fields.Line, problem));
            if (OrderRowRules.OrderIdOf(fields) is { } orderId)
                yield return new OrderRow(fields.Row, fields.Line, orderId, content);
        }
    }

    private async Task WriteAsync(Run run, IStagedOrders staged, CancellationToken cancellationToken)
    {
        var chunk = new List<AssembledOrder>();
        var lines = 0;
        var written = 0L;
        await foreach (var order in staged.ReadAsync(OrderAssembler.MaxRows, cancellationToken))
        {
            if (lines + order.Lines.Length > ChunkLines)
                await FlushAsync();
            lines += order.Lines.Length;
            written += order.RowCount;
            if (run.Assembler.Assemble(order, run.Tally.Reject) is { } assembled)
                chunk.Add(assembled);
        }

        await FlushAsync();
        return;

        async Task FlushAsync()
        {
            if (chunk.Count > 0)
                await WriteChunkAsync(run, chunk, cancellationToken);
            chunk.Clear();
            lines = 0;
            run.Progress?.Report(new ImportProgress(run.Tally.RowsRead, written));
        }
    }

    // Events first: an order that is stored has its events, so that an import cut off between the two is made good
    // by the next one, which finds the order new.
    private async Task WriteChunkAsync(Run run, List<AssembledOrder> chunk, CancellationToken cancellationToken)
    {
        var differences = await orders.CompareAsync(
            run.Tenant, chunk.ConvertAll(assembled => assembled.Order), cancellationToken);
        var events = new List<NewEvent>();
        var toSave = new List<Order>();
        for (var i = 0; i < chunk.Count; i++)
        {
            run.Tally.Count(chunk[i].Order, differences[i]);
            if (differences[i] != OrderDifference.Changed)
                events.AddRange(chunk[i].Events);
            if (differences[i] != OrderDifference.Unchanged)
                toSave.Add(chunk[i].Order);
        }

        if (run.DryRun)
            return;
        if (events.Count > 0)
            run.Tally.Count(await AppendAsync(run.Tenant, events, cancellationToken));
        if (toSave.Count > 0)
            await orders.SaveAsync(run.Tenant, toSave, Source, clock.GetUtcNow(), cancellationToken);
    }

    // A full queue is the one problem that passes; a file can wait where a visitor's browser cannot.
    private async Task<AppendOutcome> AppendAsync(
        TenantScope tenant, List<NewEvent> events, CancellationToken cancellationToken)
    {
        while (true)
        {
            var appended = await log.AppendAsync(tenant, events, cancellationToken);
            if (appended.Problem?.Code != BusyCode)
                return appended.Value;
            await Task.Delay(_busyDelay, clock, cancellationToken);
        }
    }

    /// <summary>What stays the same from the first row of a file to its last, and what is counted.</summary>
    private sealed class Run(
        TenantScope tenant, OrderImportOptions options, DateTimeOffset now, IProgress<ImportProgress>? progress)
    {
        public TenantScope Tenant { get; } = tenant;

        public OrderRowRules Rules { get; } = new(tenant.Tenant, options, now);

        public OrderAssembler Assembler { get; } = new(options, now);

        public bool DryRun { get; } = options.DryRun;

        public ImportTally Tally { get; } = new();

        public IProgress<ImportProgress>? Progress { get; } = progress;
    }
}

/// <summary>How far an import has come.</summary>
/// <param name="RowsRead">Rows taken from the file.</param>
/// <param name="RowsWritten">Of these, rows whose order has been dealt with; 0 until the whole file is read.</param>
public sealed record ImportProgress(long RowsRead, long RowsWritten);
