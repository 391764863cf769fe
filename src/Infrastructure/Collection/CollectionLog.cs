using Microsoft.Extensions.Logging;

namespace Analytics.Infrastructure.Collection;

internal static partial class CollectionLog
{
    [LoggerMessage(EventId = 2151, Level = LogLevel.Warning,
        Message = "A commit of {Appends} appends failed; each is written alone")]
    public static partial void CommitSplit(ILogger logger, int appends, Exception failure);

    [LoggerMessage(EventId = 2152, Level = LogLevel.Error, Message = "{Appends} appends were not written")]
    public static partial void AppendsFailed(ILogger logger, int appends, Exception failure);
}
