using Microsoft.Extensions.Logging;

namespace Analytics.Infrastructure.Jobs;

internal static partial class JobsLog
{
    [LoggerMessage(EventId = 1101, Level = LogLevel.Error, Message = "Job {Job} failed for tenant {TenantId}")]
    public static partial void FailedForTenant(ILogger logger, Exception failure, string job, Guid tenantId);

    [LoggerMessage(EventId = 1102, Level = LogLevel.Error, Message = "Job {Job} failed")]
    public static partial void Failed(ILogger logger, Exception failure, string job);

    [LoggerMessage(EventId = 1103, Level = LogLevel.Information,
        Message = "Job {Job} ran for {Tenants} tenants in {Milliseconds:F0} ms, {Failures} failed")]
    public static partial void Ran(ILogger logger, string job, int tenants, int failures, double milliseconds);
}
