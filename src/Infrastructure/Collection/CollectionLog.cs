using Microsoft.Extensions.Logging;

namespace Analytics.Infrastructure.Collection;

internal static partial class CollectionLog
{
    [LoggerMessage(EventId = 2151, Level = LogLevel.Warning,
        Message = "A commit of {Appends} appends failed; each is written alone")]
    public static partial void CommitSplit(ILogger logger, int appends, Exception failure);

    [LoggerMessage(EventId = 2153, Level = LogLevel.Warning,
        Message = "What became of messages of tenant {TenantId} could not be noted; it is tried again")]
    public static partial void JournalFailed(ILogger logger, Guid tenantId, Exception failure);

    [LoggerMessage(EventId = 2152, Level = LogLevel.Error, Message = "{Appends} appends were not written")]
    public static partial void AppendsFailed(ILogger logger, int appends, Exception failure);

    [LoggerMessage(EventId = 2173, Level = LogLevel.Information, Message = "Read the lists of enrichment anew")]
    public static partial void ListsRead(ILogger logger);

    [LoggerMessage(EventId = 2174, Level = LogLevel.Warning,
        Message = "A list of enrichment changed and cannot be read; the lists stay as they were")]
    public static partial void ListsUnreadable(ILogger logger, Exception fault);
}
