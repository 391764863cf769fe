using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Quality;

/// <summary>What the records themselves say of the data's quality.</summary>
public interface IQualityRecords
{
    /// <summary>How late the events that happened in a range came.</summary>
    Task<Lateness> LatenessAsync(TenantScope tenant, TimeRange range, CancellationToken cancellationToken);

    /// <summary>When the oldest entry after a position, and the newest event up to it, were received.</summary>
    Task<(DateTimeOffset? OldestAfter, DateTimeOffset? NewestUpTo)> ArrivalsAsync(
        TenantScope tenant, long position, CancellationToken cancellationToken);

    /// <summary>What became of the messages that were received in a range.</summary>
    Task<EventCapture> CaptureAsync(TenantScope tenant, TimeRange range, CancellationToken cancellationToken);

    /// <summary>The orders of a range beside their payments.</summary>
    Task<OrderReconciliation> ReconcileAsync(TenantScope tenant, TimeRange range, CancellationToken cancellationToken);

    /// <summary>Where orders and payments disagree, by key.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="range">As in <see cref="ReconcileAsync"/>.</param>
    /// <param name="after">Lists what comes after this key; null from the first.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    Task<IReadOnlyList<PaymentDifference>> DifferencesAsync(
        TenantScope tenant, TimeRange range, string? after, int limit, CancellationToken cancellationToken);
}
