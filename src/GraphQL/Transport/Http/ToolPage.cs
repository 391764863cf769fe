using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace Analytics.GraphQL.Transport.Http;

/// <summary>GraphiQL for browsers, from a directory of built files.</summary>
internal sealed class ToolPage(GraphQLServerOptions options)
{
    // Monaco starts its workers from the page's own files and styles its editor with inline style elements.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; base-uri 'self'; form-action 'none'; "
        + "frame-ancestors 'none'";

    private const string Missing =
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>GraphQL</title>"
        + "<h1>GraphQL</h1><p>This is a GraphQL endpoint: send it queries by POST as <code>application/json</code>.</p>"
        + "<p>GraphiQL has not been built. Build it with <code>npm ci &amp;&amp; npm run build</code> in "
        + "<code>web/graphiql</code>, or name a directory that holds it in <code>ToolDirectory</code>.</p></html>";

    private readonly FileExtensionContentTypeProvider _contentTypes = new();
    private readonly PhysicalFileProvider? _files =
        options is { EnableTool: true, ToolDirectory: { } directory } && Directory.Exists(directory)
        ? new PhysicalFileProvider(Path.GetFullPath(directory))
        : null;

    /// <summary>Sends the page itself.</summary>
    public async Task SendAsync(HttpContext context)
    {
        var index = _files?.GetFileInfo("index.html");
        AddHeaders(context.Response, "text/html; charset=utf-8", "no-cache");
        var html = index?.PhysicalPath is { } path && index.Exists
            ? WithBase(await File.ReadAllTextAsync(path, context.RequestAborted), context.Request)
            : Missing;
        await context.Response.WriteAsync(html, context.RequestAborted);
    }

    /// <summary>Sends a file of the page; 404 when there is none.</summary>
    public async Task SendFileAsync(HttpContext context, string? file)
    {
        // The provider itself refuses paths that lead out of its directory.
        var info = file is null ? null : _files?.GetFileInfo(file);
        if (info is not { Exists: true, IsDirectory: false })
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        var type = _contentTypes.TryGetContentType(info.Name, out var known) ? known : "application/octet-stream";
        // Built files carry a hash of their content in their name; those at the top, like index.html, do not.
        var isHashed = file!.StartsWith("assets/", StringComparison.Ordinal);
        AddHeaders(context.Response, type, isHashed ? "public, max-age=31536000, immutable" : "no-cache");
        context.Response.ContentLength = info.Length;
        await context.Response.SendFileAsync(info, context.RequestAborted);
    }

    // The page stands at the endpoint itself, its files one level below: relative references start there.
    private static string WithBase(string html, HttpRequest request)
    {
        var directory = WebUtility.HtmlEncode($"{request.PathBase}{request.Path}".TrimEnd('/') + "/ui/");
        return html.Replace("<head>", $"<head><base href=\"{directory}\">", StringComparison.Ordinal);
    }

    private static void AddHeaders(HttpResponse response, string contentType, string cacheControl)
    {
        response.ContentType = contentType;
        response.Headers.CacheControl = cacheControl;
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
    }
}
