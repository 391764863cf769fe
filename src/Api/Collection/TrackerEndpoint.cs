using Microsoft.Net.Http.Headers;

namespace Analytics.Api.Collection;

/// <summary>Serves the browser SDK at <c>/sdk.js</c> to the pages of any site.</summary>
internal static class TrackerEndpoint
{
    private const string Missing = "The browser SDK has not been built: run web/tracker/build, then build the API again.";

    public static IEndpointRouteBuilder MapTracker(this IEndpointRouteBuilder app)
    {
        var script = TrackerScript.Load(Path.Combine(AppContext.BaseDirectory, "tracker", "sdk.js"));
        app.MapMethods("/sdk.js", [HttpMethods.Get, HttpMethods.Head], context => SendAsync(context, script));
        return app;
    }

    private static Task SendAsync(HttpContext context, TrackerScript? script)
    {
        // The script is the same for everybody and holds no secret: any page may read it.
        context.Response.Headers.AccessControlAllowOrigin = "*";
        context.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return script is null
            ? Results.Text(Missing, statusCode: StatusCodes.Status404NotFound).ExecuteAsync(context)
            : SendAsync(context, script.For(context.Request));
    }

    private static Task SendAsync(HttpContext context, TrackerScript.Form form)
    {
        var headers = context.Response.Headers;
        // An hour: a page that has it asks again no more often than that, and gets a few bytes unless it changed.
        headers.CacheControl = "public, max-age=3600, stale-while-revalidate=86400";
        headers.Vary = HeaderNames.AcceptEncoding;
        if (form.Encoding != "identity")
            headers.ContentEncoding = form.Encoding;
        return Results.Bytes(form.Bytes, "text/javascript; charset=utf-8", entityTag: form.Tag).ExecuteAsync(context);
    }
}
