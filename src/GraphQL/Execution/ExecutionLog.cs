using Microsoft.Extensions.Logging;

namespace Analytics.GraphQL.Execution;

internal static partial class ExecutionLog
{
    [LoggerMessage(EventId = 9001, Level = LogLevel.Error,
        Message = "Field {Field} failed unexpectedly, correlation id {CorrelationId}")]
    public static partial void FieldFailed(ILogger logger, Exception exception, string field, string correlationId);
}
