using Analytics.Domain.Collection;
using Analytics.Domain.Querying;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Quality;

/// <summary>Compares what answers see with what the log has.</summary>
public sealed class MeasureFreshness(
    IEventAnalytics engine, IEventLogReader log, IQualityRecords records, TimeProvider clock)
{
    /// <returns>The state of this node at this moment.</returns>
    public async Task<Freshness> ExecuteAsync(TenantScope tenant, CancellationToken cancellationToken)
    {
        var head = await log.HeadAsync(tenant, cancellationToken);
        var reached = await engine.WaitForAsync(tenant, 0, cancellationToken);
        var watermark = reached.IsSuccess ? reached.Value : 0;
        var (oldestUnseen, newestSeen) = await records.ArrivalsAsync(tenant, watermark, cancellationToken);
        var waiting = watermark < head && oldestUnseen is { } since ? clock.GetUtcNow() - since : TimeSpan.Zero;
        return new Freshness(
            watermark, Math.Max(head, watermark), Math.Max(0, head - watermark), Math.Max(0, waiting.TotalSeconds), newestSeen);
    }
}
