using Microsoft.Extensions.Logging;

namespace Analytics.Infrastructure.Quality;

internal static partial class QualityLog
{
    [LoggerMessage(EventId = 2401, Level = LogLevel.Error,
        Message = "{Rows} rows of tenant {TenantId}, received on {Day}, are not as they were sealed: positions {First} to {Last}")]
    public static partial void LogTampered(ILogger logger, int rows, Guid tenantId, DateOnly day, long first, long last);
}
