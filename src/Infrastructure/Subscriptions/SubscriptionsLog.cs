using Microsoft.Extensions.Logging;

namespace Analytics.Infrastructure.Subscriptions;

internal static partial class SubscriptionsLog
{
    [LoggerMessage(EventId = 3201, Level = LogLevel.Warning,
        Message = "Messages of topics are not received: connecting again in {Milliseconds:F0} ms")]
    public static partial void ConnectionLost(ILogger logger, Exception failure, double milliseconds);

    [LoggerMessage(EventId = 3202, Level = LogLevel.Error, Message = "A message of a topic cannot be read")]
    public static partial void UnreadableMessage(ILogger logger, Exception failure);
}
