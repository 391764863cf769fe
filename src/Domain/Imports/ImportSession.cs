using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Imports;

/// <summary>An import from its first row to its last: what is counted of it, noted and told.</summary>
internal sealed class ImportSession(IImportRun run, IProgress<ImportProgress>? progress, TimeProvider clock)
    : IAsyncDisposable
{
    private const int RowsAtATime = 10_000;
    private const int ErrorsAtATime = 1_000;

    private int _unsavedErrors;

    public Guid Id => run.Id;

    public ImportTally Tally { get; } = new();

    /// <summary>When the file is read, in whole milliseconds.</summary>
    public DateTimeOffset Now { get; } =
        DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>Begins one, once what earlier ones left behind is made good.</summary>
    public static async Task<Result<ImportSession>> BeginAsync(
        IImportRuns runs, ImportAppends appends, TenantScope tenant, NewImport import,
        IProgress<ImportProgress>? progress, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (!(await runs.BeginAsync(tenant, import, cancellationToken)).TryGet(out var run, out var problem))
            return problem;
        var session = new ImportSession(run, progress, clock);
        if (!import.DryRun)
            await appends.RecoverAsync(tenant, import.Kind, cancellationToken);
        return session;
    }

    /// <summary>Notes a row that breaks a rule.</summary>
    public void Reject(RowError error)
    {
        Tally.Reject(error);
        _unsavedErrors++;
    }

    /// <summary>Counts a row, and from time to time notes how far the import came.</summary>
    public async ValueTask ReadAsync(CancellationToken cancellationToken)
    {
        Tally.RowsRead++;
        if (Tally.RowsRead % RowsAtATime == 0 || _unsavedErrors >= ErrorsAtATime)
            await AdvanceAsync(cancellationToken);
    }

    /// <summary>Notes and tells how far the import came.</summary>
    public async Task AdvanceAsync(CancellationToken cancellationToken)
    {
        var now = new ImportProgress(run.Id, Tally.RowsRead, Tally.RowsWritten, Tally.RowsRejected);
        _unsavedErrors = 0;
        await run.AdvanceAsync(now, Tally.TakeErrors(), cancellationToken);
        progress?.Report(now);
    }

    /// <summary>Runs the import to its end, and notes how it ended, whatever that was.</summary>
    public async Task<Result<ImportReport>> EndAsync(
        Func<Task<ImportReport>> import, CancellationToken cancellationToken)
    {
        try
        {
            var report = await import();
            Tally.RowsWritten = Tally.RowsRead;
            await AdvanceAsync(cancellationToken);
            await run.EndAsync(ImportState.Completed, problem: null, report.Position, cancellationToken);
            return report;
        }
        catch (ImportFaultException fault)
        {
            await AdvanceAsync(cancellationToken);
            await run.EndAsync(ImportState.Failed, fault.Problem, position: null, cancellationToken);
            return fault.Problem;
        }
        catch (Exception)   // whatever it was, the record says that the import is cut off, and it goes on from here
        {
            // None: the caller has left, and that is what is to be noted.
            await run.EndAsync(ImportState.Interrupted, problem: null, Tally.Position, CancellationToken.None);
            throw;
        }
        finally
        {
            progress?.Report(new ImportProgress(run.Id, Tally.RowsRead, Tally.RowsWritten, Tally.RowsRejected));
        }
    }

    public ValueTask DisposeAsync() => run.DisposeAsync();
}
