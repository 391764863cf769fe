using Analytics.Api.Access;
using Analytics.GraphQL.Execution;
using Analytics.Infrastructure.Postgres;

namespace Analytics.Api.Hosting;

/// <summary>
/// What callers are told while the database is away: that it is, and to come back. What was not acknowledged may be sent
/// again: messages that did reach the log are known there.
/// </summary>
internal static partial class OutageHosting
{
    private static readonly Problem Away =
        new("DATABASE_UNAVAILABLE", "The database cannot be reached at the moment: send the request again.");

    /// <summary>503 with <c>Retry-After</c> in place of 500, for every endpoint.</summary>
    public static void UseOutageAnswers(this WebApplication app)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(OutageHosting));
        app.Use(async (context, next) =>
        {
            try
            {
                await next(context);
            }
            catch (Exception fault) when (!context.Response.HasStarted && DatabaseOutage.IsCause(fault))
            {
                RequestFailed(logger, context.Request.Path, fault.Message);
                context.Response.Clear();
                await AccessError.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, Away);
            }
        });
    }

    [LoggerMessage(EventId = 2301, Level = LogLevel.Warning, Message = "The database is away: {Path} was not served ({Fault})")]
    private static partial void RequestFailed(ILogger logger, PathString path, string fault);

    /// <summary>The same of a field that was asked.</summary>
    internal sealed class ErrorFilter : IErrorFilter
    {
        public IError OnError(IError error) => DatabaseOutage.IsCause(error.Exception)
            ? error.RemoveException().WithMessage(Away.Message).WithCode(Away.Code)
            : error;
    }
}
