using Microsoft.Extensions.Logging;

namespace Analytics.Infrastructure.Webhooks;

internal static partial class WebhooksLog
{
    [LoggerMessage(EventId = 2501, Level = LogLevel.Error, Message = "Could not look after the outbox; tries again")]
    public static partial void OutboxFailed(ILogger logger, Exception failure);

    [LoggerMessage(EventId = 2502, Level = LogLevel.Warning,
        Message = "Gave delivery {DeliveryId} of tenant {TenantId} up after {Attempts} attempts")]
    public static partial void GivenUp(ILogger logger, Guid deliveryId, Guid tenantId, int attempts);
}
