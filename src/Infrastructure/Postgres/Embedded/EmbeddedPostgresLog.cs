using Microsoft.Extensions.Logging;

namespace Analytics.Infrastructure.Postgres.Embedded;

internal static partial class EmbeddedPostgresLog
{
    [LoggerMessage(EventId = 1001, Level = LogLevel.Information,
        Message = "Creating a database cluster in {Folder} with {Binaries}")]
    public static partial void Creating(ILogger logger, string folder, string binaries);

    [LoggerMessage(EventId = 1002, Level = LogLevel.Information,
        Message = "Embedded PostgreSQL {Version} serves {Folder} on port {Port} as process {ProcessId}")]
    public static partial void Started(ILogger logger, Version version, string folder, int port, int processId);

    [LoggerMessage(EventId = 1003, Level = LogLevel.Information, Message = "Embedded PostgreSQL stopped")]
    public static partial void Stopped(ILogger logger);

    [LoggerMessage(EventId = 1004, Level = LogLevel.Warning,
        Message = "Embedded PostgreSQL did not stop within {Seconds} s and was ended; it recovers at its next start")]
    public static partial void Ended(ILogger logger, double seconds);

    [LoggerMessage(EventId = 1005, Level = LogLevel.Information,
        Message = "Waiting for process {ProcessId}, the server of an earlier start, to end")]
    public static partial void WaitingForEarlier(ILogger logger, int processId);

    [LoggerMessage(EventId = 1006, Level = LogLevel.Warning,
        Message = "The server of an earlier start in {Folder} did not end by itself: the database recovers")]
    public static partial void FoundLeftover(ILogger logger, string folder);

    [LoggerMessage(EventId = 1007, Level = LogLevel.Warning,
        Message = "setpriv is missing: the server outlives this process if it is killed (Debian: apt install util-linux)")]
    public static partial void NoDeathSignal(ILogger logger);

    [LoggerMessage(EventId = 1008, Level = LogLevel.Critical, Message = "Embedded PostgreSQL ended by itself: {Output}")]
    public static partial void EndedByItself(ILogger logger, string output);

    [LoggerMessage(EventId = 1011, Level = LogLevel.Warning,
        Message = "Embedded PostgreSQL was started again as process {ProcessId}")]
    public static partial void StartedAgain(ILogger logger, int processId);

    [LoggerMessage(EventId = 1010, Level = LogLevel.Warning,
        Message = "The user {User}, as which PostgreSQL runs, cannot reach {Folder}: the cluster lies in {Home}")]
    public static partial void Moved(ILogger logger, string user, string folder, string home);

    [LoggerMessage(EventId = 1009, Level = LogLevel.Debug, Message = "postgres: {Line}")]
    public static partial void Line(ILogger logger, string line);
}
