using Microsoft.Extensions.Logging;

namespace Analytics.GraphQL.Transport.WebSockets;

internal static partial class SocketLog
{
    [LoggerMessage(EventId = 7001, Level = LogLevel.Error, Message = "A GraphQL socket failed")]
    public static partial void Failed(ILogger logger, Exception fault);
}
