using System.Collections.Immutable;
using Analytics.GraphQL.Subscriptions;
using Analytics.GraphQL.Types;
using Microsoft.Extensions.Logging;

namespace Analytics.GraphQL.Execution;

/// <summary>Turns exceptions into errors, and errors into those that the filters let out.</summary>
internal sealed class ErrorReporter(IEnumerable<IErrorFilter> filters, ILogger logger)
{
    private readonly ImmutableArray<IErrorFilter> _filters = [.. filters];

    /// <summary>The errors that an exception stands for, without path and places.</summary>
    public IEnumerable<IError> FromException(Exception exception, string field) => exception switch
    {
        GraphQLException intended => intended.Errors,
        SlowConsumerException slow => [Error.Of(slow.Message, ErrorCodes.SlowConsumer)],
        ConflictException conflict => [conflict.ToError()],
        CoercionException misfit => [Error.Of(misfit.Message, ErrorCodes.BadInput)],
        _ => [Unexpected(exception, field)],
    };

    /// <summary>The error after all filters. One that throws is itself an unexpected error.</summary>
    public IError Filter(IError error)
    {
        foreach (var filter in _filters)
            try
            {
                error = filter.OnError(error)
                    ?? throw new InvalidOperationException("An error filter must return an error.");
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                return Unexpected(fault, filter.GetType().Name).WithPath(error.Path).WithLocations(error.Locations);
            }
        return error;
    }

    private IError Unexpected(Exception exception, string field)
    {
        var correlationId = Guid.NewGuid().ToString("N");
        ExecutionLog.FieldFailed(logger, exception, field, correlationId);
        return Error.Of("Unexpected Execution Error", ErrorCodes.Internal, exception: exception)
            .SetExtension("correlationId", correlationId);
    }
}
