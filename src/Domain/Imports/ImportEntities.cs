using System.Runtime.CompilerServices;
using Analytics.Domain.Collection;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Imports;

/// <summary>
/// Turns a file of things of one kind into their latest states and the events that count what happened to them. Memory
/// does not grow with the file, and importing it again changes nothing twice, also after an import that was cut off.
/// </summary>
public sealed class ImportEntities(
    IEntityStaging staging, IEntityStore store, IImportRuns runs, ImportAppends appends, TimeProvider clock)
{
    private const int ChunkRows = 1_000;
    private const string Source = "import";

    /// <summary>Imports the rows of one file, each a state of the thing that it names.</summary>
    /// <param name="tenant">Whose things.</param>
    /// <param name="kind">What they are.</param>
    /// <param name="rows">May throw <see cref="ImportFaultException"/> before its end: then nothing is written.</param>
    /// <param name="options">How the rows are to be understood.</param>
    /// <param name="progress">Told every some thousand rows; null for nobody.</param>
    /// <param name="cancellationToken">Stops the import; what was written stays, and the next import goes on.</param>
    /// <returns>The report, why the file as a whole cannot be read, or <c>IMPORT_RUNNING</c>.</returns>
    public async Task<Result<ImportReport>> ExecuteAsync(
        TenantScope tenant,
        EntityKind kind,
        IAsyncEnumerable<ImportRow> rows,
        EntityImportOptions options,
        IProgress<ImportProgress>? progress,
        CancellationToken cancellationToken)
    {
        var import = new NewImport(kind.Name, options.FileName, options.DryRun) { By = options.By };
        var begun = await ImportSession.BeginAsync(runs, appends, tenant, import, progress, clock, cancellationToken);
        if (!begun.TryGet(out var session, out var problem))
            return problem;
        await using (session)
        {
            var run = new Run(tenant, kind, options, session);
            return await session.EndAsync(() => ImportAsync(run, rows, cancellationToken), cancellationToken);
        }
    }

    private async Task<ImportReport> ImportAsync(
        Run run, IAsyncEnumerable<ImportRow> rows, CancellationToken cancellationToken)
    {
        await using var staged = await staging.StageAsync(
            run.Tenant, CheckAsync(run, rows, cancellationToken), cancellationToken);
        var chunk = new List<EntityRow>(ChunkRows);
        var tally = run.Session.Tally;
        await foreach (var row in staged.ReadAsync(cancellationToken))
        {
            chunk.Add(row);
            if (chunk.Count == ChunkRows)
                await FlushAsync();
        }

        await FlushAsync();
        return tally.Report(run.Session.Id, run.Kind.Name, run.DryRun, new CatalogueCounts(0, 0));

        async Task FlushAsync()
        {
            if (chunk.Count > 0)
                await WriteAsync(run, chunk, cancellationToken);
            tally.RowsWritten += chunk.Count;
            chunk.Clear();
            await run.Session.AdvanceAsync(cancellationToken);
        }
    }

    private static async IAsyncEnumerable<EntityRow> CheckAsync(
        Run run, IAsyncEnumerable<ImportRow> rows, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            await run.Session.ReadAsync(cancellationToken);
            if (run.Rules.Check(row).TryGet(out var good, out var problem))
                yield return good;
            else
                run.Session.Reject(new RowError(row.Line, problem));
        }
    }

    // States and what they add to the log are written together, the latter as pending: an import that is cut off before
    // the log has it is made good by the next one.
    private async Task WriteAsync(Run run, List<EntityRow> chunk, CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, EntityState>(
            await store.ReadAsync(run.Tenant, run.Kind, [.. chunk.Select(row => row.Id).Distinct()], cancellationToken),
            StringComparer.Ordinal);
        var erased = await ErasedAsync(run, chunk, cancellationToken);
        var changed = new Dictionary<string, EntityState>(StringComparer.Ordinal);
        foreach (var row in chunk)
        {
            if (run.ActorOf(row) is { } actor && erased.Contains(actor))
            {
                run.Session.Reject(new RowError(row.Line, EventRules.ActorErased with { Path = run.Kind.Actor }));
                continue;
            }

            var next = run.Transition.Apply(known.GetValueOrDefault(row.Id), row, out var difference);
            run.Session.Tally.Count(row.Id, difference);
            if (difference is EntityDifference.New or EntityDifference.Changed)
                known[row.Id] = changed[row.Id] = next;
        }

        var append = run.Kept(run.Transition.Take());
        if (run.DryRun || changed.Count == 0)
            return;
        var pending = new PendingImport(Guid.NewGuid(), run.Kind.Name, append);
        await store.SaveAsync(run.Tenant, run.Kind, changed.Values, Source, pending, cancellationToken);
        run.Session.Tally.Count(await appends.AppendAsync(run.Tenant, pending, cancellationToken));
    }

    private async Task<IReadOnlySet<string>> ErasedAsync(
        Run run, List<EntityRow> chunk, CancellationToken cancellationToken)
    {
        var actors = chunk.Select(run.ActorOf).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return actors.Count == 0
            ? new HashSet<string>()
            : await store.ErasedAsync(run.Tenant, actors, cancellationToken);
    }

    /// <summary>What stays the same from the first row of a file to its last.</summary>
    private sealed class Run
    {
        private readonly ReceptionWindow _window;
        private readonly int _actor;

        public Run(TenantScope tenant, EntityKind kind, EntityImportOptions options, ImportSession session)
        {
            var zone = options.TimeZone ?? tenant.Tenant.TimeZone;
            (Tenant, Kind, Session, DryRun) = (tenant, kind, session, options.DryRun);
            Rules = new EntityRowRules(tenant.Tenant, kind, zone, session.Now);
            Transition = new EntityTransition(kind, zone, session.Now);
            _window = new ReceptionWindow(tenant.Tenant, session.Now);
            _actor = kind.Actor is null ? -1 : kind.PlaceOf(kind.Actor);
        }

        public TenantScope Tenant { get; }

        public EntityKind Kind { get; }

        public ImportSession Session { get; }

        public bool DryRun { get; }

        public EntityRowRules Rules { get; }

        public EntityTransition Transition { get; }

        public string? ActorOf(EntityRow row) =>
            _actor >= 0 && !string.IsNullOrEmpty(row.Values[_actor]) ? row.Values[_actor] : null;

        /// <summary>Without the events that are older than the raw events that the tenant keeps.</summary>
        public LogAppend Kept(LogAppend append)
        {
            var kept = append.Events.Where(each => _window.Check(each.OccurredAt, "") is null).ToList();
            Session.Tally.Expired += append.Events.Count - kept.Count;
            return append with { Events = kept };
        }
    }
}
