using Analytics.Api.Access;
using Analytics.Api.Collection;
using Analytics.Domain.Imports;
using Analytics.Domain.Tenancy;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Analytics.Api.Imports;

/// <summary>Where files are sent to.</summary>
internal static class ImportEndpoints
{
    public static IEndpointRouteBuilder MapImports(this IEndpointRouteBuilder app)
    {
        app.MapPost("/v1/import/orders", ImportOrdersAsync).RequireAuthorization(Policies.Import);
        return app;
    }

    private static async Task ImportOrdersAsync(
        HttpContext context, TenantScope tenant, ImportOrders import, IOptions<ImportSettings> settings)
    {
        if (FormatOf(context.Request) is not { } format)
        {
            await CollectionAnswer.WriteAsync(context, BodyProblems.ContentType);
            return;
        }

        var maxBytes = settings.Value.MaxFileBytes;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = null;       // the stream counts, and answers as everything else does
        var problem = context.Request.ContentLength > maxBytes ? BodyProblems.TooLarge(maxBytes) : null;
        if (!RequestBody.TryInflate(context.Request, out var content))
            problem = BodyProblems.Encoding;
        var query = ImportQuery.Read(context.Request.Query);
        problem ??= query.Problem;
        if (problem is null)
        {
            var (columns, options) = query.Value;
            var rows = OrderFile.ReadAsync(content, format, columns, maxBytes, context.RequestAborted);
            var imported = await import.ExecuteAsync(tenant, rows, options, progress: null, context.RequestAborted);
            if (imported.TryGet(out var report, out problem))
            {
                await ImportAnswer.WriteAsync(context, report);
                return;
            }
        }

        await CollectionAnswer.WriteAsync(context, problem);
    }

    private static OrderFileFormat? FormatOf(HttpRequest request) =>
        CollectionFormat.IsLines(request) ? OrderFileFormat.JsonLines
        : CollectionFormat.MediaTypeOf(request) is "text/csv" or "application/csv" ? OrderFileFormat.Csv
        : null;
}
