using Analytics.Api.Access;

namespace Analytics.Api.Hosting;

/// <summary>
/// Ends requests with the host: they have a moment to finish, then their work is cancelled and the caller told to send
/// it again, which is safe for imports and batches.
/// </summary>
internal static class ShutdownHosting
{
    /// <summary>How long requests may go on.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private static readonly Problem ShuttingDown =
        new("SHUTTING_DOWN", "The server is stopping: send the request again when it is back.");

    /// <summary>First of all, so that every request is seen.</summary>
    public static void UseShutdown(this WebApplication app)
    {
        var clock = app.Services.GetRequiredService<TimeProvider>();
        var over = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        app.Lifetime.ApplicationStopping.Register(() => over.CancelAfter(Grace));
        app.Use((context, next) => RunAsync(context, next, over.Token));
    }

    /// <summary>
    /// Waits for a signal to stop, and for all to have stopped. Where the private database is lost the process ends at
    /// once, with the reason and code 1 for its supervisor: all that stops in good order would wait for that database.
    /// </summary>
    public static async Task WaitForShutdownAsync(this WebApplication app, Storage storage)
    {
        var stopped = app.WaitForShutdownAsync();
        if (await Task.WhenAny(stopped, storage.Lost) != stopped && !app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync(await storage.Lost);
            Environment.Exit(1);
        }

        await stopped;
    }

    private static async Task RunAsync(HttpContext context, RequestDelegate next, CancellationToken over)
    {
        var caller = context.RequestAborted;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(caller, over);
        context.RequestAborted = either.Token;
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // Answered below.
        }
        finally
        {
            context.RequestAborted = caller;
        }
        if (over.IsCancellationRequested && !context.Response.HasStarted)
            await AccessError.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, ShuttingDown);
    }
}
