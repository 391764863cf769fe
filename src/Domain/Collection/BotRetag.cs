using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Collection;

/// <summary>How a tenant's past events stand to the list of robots.</summary>
/// <param name="ListHash">The list that they were, or are being, looked at with; null when they never were.</param>
/// <param name="RequestedAt">Since when somebody waits for a run that has not begun; null for nobody.</param>
/// <param name="StartedAt">Of the last run; null when there was none.</param>
/// <param name="FinishedAt">Of the last run; null while it goes on.</param>
/// <param name="Tagged">Ids that the last run decided about.</param>
public sealed record BotRetag(
    string? ListHash, DateTimeOffset? RequestedAt, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt, long Tagged)
{
    /// <summary>Of a tenant whose events were never looked at again.</summary>
    public static BotRetag None { get; } = new(null, null, null, null, 0);
}

/// <summary>Tags the ids of past events anew when the list of robots says something else of their user agents.</summary>
public interface IBotRetags
{
    /// <summary>How it stands.</summary>
    Task<BotRetag> ReadAsync(TenantScope tenant, CancellationToken cancellationToken);

    /// <summary>Has it done soon, whether or not the list changed.</summary>
    Task<BotRetag> RequestAsync(TenantScope tenant, CancellationToken cancellationToken);
}
