using System.Runtime.CompilerServices;
using Analytics.Domain.Collection;
using Analytics.Domain.Orders;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Imports;

/// <summary>
/// Turns a file of order lines into orders, customers, products and the events that count them. Memory does not grow
/// with the file, and importing it again changes nothing twice, also after an import that was cut off.
/// </summary>
public sealed class ImportOrders(
    IOrderStaging staging, IOrderStore orders, IImportRuns runs, ImportAppends appends, TimeProvider clock)
{
    /// <summary>As in the address of the import.</summary>
    public const string Kind = "orders";

    /// <summary>Lines that are written at a time, as long as no single order has more.</summary>
    private const int ChunkLines = 2_000;

    private const string Source = "import";

    /// <summary>Imports the rows of one file, which holds every row of each order that it names.</summary>
    /// <param name="tenant">Whose orders.</param>
    /// <param name="rows">May throw <see cref="ImportFaultException"/> before its end: then nothing is written.</param>
    /// <param name="options">How the rows are to be understood.</param>
    /// <param name="progress">Told every some thousand rows; null for nobody.</param>
    /// <param name="cancellationToken">Stops the import; what was written stays, and the next import goes on.</param>
    /// <returns>The report, why the file as a whole cannot be read, or <c>IMPORT_RUNNING</c>.</returns>
    public async Task<Result<ImportReport>> ExecuteAsync(
        TenantScope tenant,
        IAsyncEnumerable<OrderFields> rows,
        OrderImportOptions options,
        IProgress<ImportProgress>? progress,
        CancellationToken cancellationToken)
    {
        if (options.Currency is { } currency && !ImportValues.IsCurrency(currency))
            return ImportValues.NoCurrency("currency");
        var import = new NewImport(Kind, options.FileName, options.DryRun) { By = options.By };
        var begun = await ImportSession.BeginAsync(runs, appends, tenant, import, progress, clock, cancellationToken);
        if (!begun.TryGet(out var session, out var problem))
            return problem;
        await using (session)
        {
            var run = new Run(tenant, options, session);
            return await session.EndAsync(() => ImportAsync(run, rows, cancellationToken), cancellationToken);
        }
    }

    private async Task<ImportReport> ImportAsync(
        Run run, IAsyncEnumerable<OrderFields> rows, CancellationToken cancellationToken)
    {
        await using var staged = await staging.StageAsync(
            run.Tenant, CheckAsync(run, rows, cancellationToken), cancellationToken);
        await WriteAsync(run, staged, cancellationToken);
        var catalogue = run.DryRun
            ? new CatalogueCounts(0, 0)
            : await staged.SaveCatalogueAsync(Kind, run.Session.Now, cancellationToken);
        return run.Session.Tally.Report(run.Session.Id, Kind, run.DryRun, catalogue);
    }

    private static async IAsyncEnumerable<OrderRow> CheckAsync(
        Run run, IAsyncEnumerable<OrderFields> rows, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var fields in rows.WithCancellation(cancellationToken))
        {
            await run.Session.ReadAsync(cancellationToken);
            if (!run.Rules.Check(fields).TryGet(out var content, out var problem))
                run.Session.Reject(new RowError(fields.Line, problem));
            if (OrderRowRules.OrderIdOf(fields) is { } orderId)
                yield return new OrderRow(fields.Row, fields.Line, orderId, content);
        }
    }

    private async Task WriteAsync(Run run, IStagedOrders staged, CancellationToken cancellationToken)
    {
        var chunk = new List<AssembledOrder>();
        var (lines, rows) = (0, 0L);
        await foreach (var order in staged.ReadAsync(OrderAssembler.MaxRows, cancellationToken))
        {
            if (lines + order.Lines.Length > ChunkLines)
                await FlushAsync();
            lines += order.Lines.Length;
            rows += order.RowCount;
            if (run.Assembler.Assemble(order, run.Session.Reject) is { } assembled)
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
            run.Session.Tally.RowsWritten = rows;
            await run.Session.AdvanceAsync(cancellationToken);
        }
    }

    // States and what they add to the log are written together, the latter as pending: an import that is cut off before
    // the log has it is made good by the next one.
    private async Task WriteChunkAsync(Run run, List<AssembledOrder> chunk, CancellationToken cancellationToken)
    {
        var differences = await orders.CompareAsync(
            run.Tenant, chunk.ConvertAll(assembled => assembled.Order), cancellationToken);
        var stored = await orders.ReadAsync(
            run.Tenant,
            [.. chunk.Where((_, i) => differences[i] == OrderDifference.Changed).Select(each => each.Order.Id)],
            cancellationToken);
        var events = new List<NewEvent>();
        var toSave = new List<Order>();
        for (var i = 0; i < chunk.Count; i++)
        {
            run.Session.Tally.Count(chunk[i].Order.Id, Of(differences[i]));
            if (differences[i] == OrderDifference.Unchanged)
                continue;
            toSave.Add(chunk[i].Order);
            events.AddRange(stored.TryGetValue(chunk[i].Order.Id, out var before)
                ? run.Assembler.EventsOf(chunk[i], before)
                : run.Assembler.EventsOf(chunk[i]));
        }

        if (run.DryRun || toSave.Count == 0)
            return;
        var pending = new PendingImport(Guid.NewGuid(), Kind, new LogAppend(events));
        await orders.SaveAsync(
            run.Tenant, toSave, Source, clock.GetUtcNow(), pending.Id, pending.Append, cancellationToken);
        run.Session.Tally.Count(await appends.AppendAsync(run.Tenant, pending, cancellationToken));
    }

    private static EntityDifference Of(OrderDifference difference) => difference switch
    {
        OrderDifference.New => EntityDifference.New,
        OrderDifference.Unchanged => EntityDifference.Unchanged,
        _ => EntityDifference.Changed,
    };

    /// <summary>What stays the same from the first row of a file to its last.</summary>
    private sealed class Run(TenantScope tenant, OrderImportOptions options, ImportSession session)
    {
        public TenantScope Tenant { get; } = tenant;

        public ImportSession Session { get; } = session;

        public OrderRowRules Rules { get; } = new(tenant.Tenant, options, session.Now);

        public OrderAssembler Assembler { get; } = new(options, session.Now);

        public bool DryRun { get; } = options.DryRun;
    }
}
