namespace Analytics.Domain.Webhooks;

/// <summary>Where endpoints may lie.</summary>
/// <param name="AllowPrivate">Whether http and addresses of private networks will do.</param>
public sealed record WebhookTargets(bool AllowPrivate);
