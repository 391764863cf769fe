namespace Analytics.Domain.Webhooks;

/// <summary>One message to one endpoint.</summary>
/// <param name="Id">The header <c>webhook-id</c> of every attempt: who got it twice knows it by this.</param>
/// <param name="EndpointId">Whom it is for.</param>
/// <param name="Topic">What it tells of.</param>
/// <param name="State">How it stands.</param>
/// <param name="Attempts">How often it was sent, or begun to be, since it was made or replayed.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="NextAttemptAt">When it is sent next; null when it will not be.</param>
/// <param name="FinishedAt">When it was delivered or given up; null while it is pending.</param>
/// <param name="LastStatus">The HTTP status of the last answer; null without one.</param>
/// <param name="Reason">Why the last attempt went wrong; null when none did.</param>
public sealed record WebhookDelivery(
    Guid Id, Guid EndpointId, string Topic, WebhookDeliveryState State, int Attempts, DateTimeOffset CreatedAt,
    DateTimeOffset? NextAttemptAt, DateTimeOffset? FinishedAt, int? LastStatus, string? Reason);

/// <summary>How a delivery stands.</summary>
public enum WebhookDeliveryState
{
    /// <summary>It is sent, or will be.</summary>
    Pending,

    /// <summary>The endpoint answered with a status of 200 to 299.</summary>
    Delivered,

    /// <summary>It was given up.</summary>
    Failed,
}
