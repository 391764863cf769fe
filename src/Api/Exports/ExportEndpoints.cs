using System.Globalization;
using System.Security.Claims;
using Analytics.Api.Access;
using Analytics.Api.Collection;
using Analytics.Domain.Exports;
using Analytics.Domain.Tenancy;

namespace Analytics.Api.Exports;

/// <summary>Where files are fetched from.</summary>
internal static class ExportEndpoints
{
    private static readonly Problem _day = Problem.Invalid("DAY_INVALID", "A day is such as 2026-03-01.", "day");
    private static readonly Problem _watermark = Problem.Invalid("POSITION_UNKNOWN", "A position is a number.", "watermark");

    public static IEndpointRouteBuilder MapExports(this IEndpointRouteBuilder app)
    {
        app.MapGet("/v1/export/events/{day}", ExportAsync).RequireAuthorization(Policies.Query);
        return app;
    }

    private static async Task ExportAsync(HttpContext context, string day, TenantScope tenant, ExportEvents export)
    {
        var stopping = context.RequestAborted;
        if (!DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            || date.Year is < 1970 or > 2099)
        {
            await CollectionAnswer.WriteAsync(context, _day);
            return;
        }

        long? watermark = null;
        if (context.Request.Query["watermark"] is [{ } text])
        {
            if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var position))
            {
                await CollectionAnswer.WriteAsync(context, _watermark);
                return;
            }
            watermark = position;
        }

        // Written to its end before the first byte is sent, so that length and hash stand in front: what is cut off on its
        // way is shorter than announced. It lies on disk for no longer than that.
        await using var file = CreateNameless();
        var written = await export.ExecuteAsync(
            tenant, date, watermark, file, context.User.FindFirstValue(CallerClaims.Subject), stopping);
        if (!written.TryGet(out var manifest, out var problem))
        {
            await CollectionAnswer.WriteAsync(context, problem);
            return;
        }

        Announce(context.Response, manifest);
        await file.CopyToAsync(context.Response.Body, stopping);
    }

    // Without a name from the start: whatever ends this process leaves nothing behind.
    private static FileStream CreateNameless()
    {
        var path = Path.Combine(Path.GetTempPath(), $"export-{Guid.NewGuid():N}");
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Delete,
            Options = FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, options);
        File.Delete(path);
        return file;
    }

    private static void Announce(HttpResponse response, ExportManifest manifest)
    {
        response.ContentType = "application/gzip";
        response.ContentLength = manifest.Bytes;
        response.Headers.ContentDisposition = $"attachment; filename=\"events-{manifest.Day:yyyy-MM-dd}.ndjson.gz\"";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Export-Rows"] = manifest.Rows.ToString(CultureInfo.InvariantCulture);
        response.Headers["X-Export-Sha256"] = manifest.Sha256;
        response.Headers["X-Export-Watermark"] = manifest.Watermark.ToString(CultureInfo.InvariantCulture);
    }
}
