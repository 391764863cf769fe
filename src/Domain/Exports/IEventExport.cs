using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Exports;

/// <summary>Writes raw events as files.</summary>
public interface IEventExport
{
    /// <summary>Writes the events of a range as gzipped lines of JSON, in the log's order, in memory that does not grow.</summary>
    /// <param name="tenant">Whose events.</param>
    /// <param name="range">When they happened.</param>
    /// <param name="watermark">Takes events up to this position; null for the log's head.</param>
    /// <param name="target">Is left open.</param>
    /// <param name="cancellationToken">Stops writing.</param>
    /// <returns>How many events, and up to which position.</returns>
    Task<(long Rows, long Watermark)> WriteAsync(
        TenantScope tenant, TimeRange range, long? watermark, Stream target, CancellationToken cancellationToken);
}
