namespace Analytics.Domain.Snapshots;

/// <summary>A stretch of time of which figures are kept.</summary>
/// <param name="Grain">Of its rows.</param>
/// <param name="From">First instant.</param>
/// <param name="To">First instant after it.</param>
public sealed record SnapshotPeriod(SnapshotGrain Grain, DateTimeOffset From, DateTimeOffset To);

/// <summary>What one row of a snapshot covers.</summary>
public enum SnapshotGrain
{
    /// <summary>An elapsed hour, from a full hour of UTC on. A period may have several.</summary>
    Hour,

    /// <summary>A local day of the tenant.</summary>
    Day,

    /// <summary>A week of the tenant.</summary>
    Week,

    /// <summary>A local calendar month of the tenant.</summary>
    Month,
}
