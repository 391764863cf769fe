using Analytics.Domain.Audit;
using Analytics.Domain.Collection;
using Analytics.Domain.Quality;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Jobs;

/// <summary>Has what answers are computed from made anew from the log.</summary>
public sealed class Recompute(
    IRecomputations recomputations, IEventLogReader log, IQualityRecords records, IAuditLog audit, TimeProvider clock)
{
    /// <summary>Most days that one can go back.</summary>
    public const int MaxDays = 3_660;

    /// <param name="tenant">Whose answers.</param>
    /// <param name="days">Entries that were received in so many days before now.</param>
    /// <param name="caller">For the audit log.</param>
    /// <param name="cancellationToken">Gives up beginning; not the job.</param>
    /// <returns>The run, to be followed in the history of jobs; or <c>DAYS_OUT_OF_RANGE</c>, <c>RECOMPUTE_RUNNING</c>.</returns>
    public async Task<Result<TenantJobRun>> ExecuteAsync(
        TenantScope tenant, int days, string? caller, CancellationToken cancellationToken)
    {
        if (days is < 1 or > MaxDays)
            return Problem.Invalid("DAYS_OUT_OF_RANGE", $"'days' lies in 1..{MaxDays}.", "days");
        var after = await LastBeforeAsync(tenant, clock.GetUtcNow().AddDays(-days), cancellationToken);
        if (await recomputations.BeginAsync(tenant, after, cancellationToken) is not { } run)
            return Problem.Invalid("RECOMPUTE_RUNNING", "One is at work already: see the history of jobs.");
        var detail = new Dictionary<string, string> { ["days"] = $"{days}" };
        await audit.AppendAsync(
            tenant, new AuditEntry(AuditActions.Recomputed, caller, run.Id.ToString(), detail), cancellationToken);
        return run;
    }

    // Positions are given in about the order of reception: halving finds the place with few looks.
    private async Task<long> LastBeforeAsync(TenantScope tenant, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var (low, high) = (0L, await log.HeadAsync(tenant, cancellationToken));
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            var (received, _) = await records.ArrivalsAsync(tenant, middle, cancellationToken);
            if (received >= since)
                high = middle;
            else
                low = middle + 1;
        }
        return low;
    }
}
