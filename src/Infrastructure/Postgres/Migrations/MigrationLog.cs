using Microsoft.Extensions.Logging;

namespace Analytics.Infrastructure.Postgres.Migrations;

internal static partial class MigrationLog
{
    [LoggerMessage(EventId = 1051, Level = LogLevel.Information, Message = "Created the database {Database}")]
    public static partial void Created(ILogger logger, string database);

    [LoggerMessage(EventId = 1052, Level = LogLevel.Information, Message = "Waiting for another process to migrate {Database}")]
    public static partial void Waiting(ILogger logger, string database);

    [LoggerMessage(EventId = 1053, Level = LogLevel.Information,
        Message = "Applied {Count} migrations to {Database}, the last one {Last}")]
    public static partial void Applied(ILogger logger, int count, string database, string last);
}
