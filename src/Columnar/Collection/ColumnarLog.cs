using Microsoft.Extensions.Logging;

namespace Analytics.Columnar.Collection;

internal static partial class ColumnarLog
{
    [LoggerMessage(EventId = 3101, Level = LogLevel.Information,
        Message = "Serves tenant {TenantId} from position {Position} in {Segments} segments")]
    public static partial void Opened(ILogger logger, Guid tenantId, long position, int segments);

    [LoggerMessage(EventId = 3102, Level = LogLevel.Warning,
        Message = "Rebuilds {File} of tenant {TenantId} from the log: {Fault}")]
    public static partial void Damaged(ILogger logger, Guid tenantId, string file, string fault);

    [LoggerMessage(EventId = 3103, Level = LogLevel.Error,
        Message = "Could not take events of tenant {TenantId} after position {Position}; tries again")]
    public static partial void TailFailed(ILogger logger, Exception exception, Guid tenantId, long position);

    [LoggerMessage(EventId = 3104, Level = LogLevel.Error,
        Message = "Could not merge segments of tenant {TenantId}; tries again")]
    public static partial void MergeFailed(ILogger logger, Exception exception, Guid tenantId);

    [LoggerMessage(EventId = 3105, Level = LogLevel.Error, Message = "Could not list the tenants to serve; tries again")]
    public static partial void ListFailed(ILogger logger, Exception exception);

    [LoggerMessage(EventId = 3106, Level = LogLevel.Error,
        Message = "Could not open the segments of tenant {TenantId}; tries again")]
    public static partial void OpenFailed(ILogger logger, Exception exception, Guid tenantId);
}
