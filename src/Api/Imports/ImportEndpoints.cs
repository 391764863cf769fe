using Analytics.Api.Access;
using Analytics.Api.Collection;
using Analytics.Domain.Imports;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Subscriptions;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Analytics.Api.Imports;

/// <summary>Where files are sent to, and where what was refused of them is fetched.</summary>
internal static class ImportEndpoints
{
    public static IEndpointRouteBuilder MapImports(this IEndpointRouteBuilder app)
    {
        app.MapPost("/v1/import/{kind}", ImportAsync).RequireAuthorization(Policies.Import);
        app.MapGet("/v1/imports/{id:guid}/errors", WriteErrorsAsync).RequireAuthorization(Policies.Import);
        return app;
    }

    private static async Task ImportAsync(
        HttpContext context, string kind, TenantScope tenant, ImportParts parts, IOptions<ImportSettings> settings)
    {
        var imported = await ReadAsync(context, kind, tenant, parts, settings.Value.MaxFileBytes);
        if (imported.TryGet(out var report, out var problem))
            await ImportAnswer.WriteAsync(context, report);
        else
            await CollectionAnswer.WriteAsync(context, problem);
    }

    private static async Task<Result<ImportReport>> ReadAsync(
        HttpContext context, string kind, TenantScope tenant, ImportParts parts, long maxBytes)
    {
        var entities = EntityKinds.Find(kind);
        if (entities is null && kind != ImportOrders.Kind)
            return Problem.Invalid("IMPORT_KIND_UNKNOWN", "There are files of " +
                $"{string.Join(", ", EntityKinds.All.Select(known => known.Name).Append(ImportOrders.Kind).Order(StringComparer.Ordinal))}.");
        if (FormatOf(context.Request) is not { } format)
            return BodyProblems.ContentType;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = null;       // the stream counts, and answers as everything else does
        if (context.Request.ContentLength > maxBytes)
            return BodyProblems.TooLarge(maxBytes);
        if (!RequestBody.TryInflate(context.Request, out var content))
            return BodyProblems.Encoding;
        if (!ImportQuery.Read(context.Request.Query, entities).TryGet(out var query, out var problem))
            return problem;
        var file = new ImportFile(format, query.Columns, maxBytes)
        {
            Separator = query.Delimiter,
            Encoding = query.Encoding ?? CharsetOf(context.Request),
        };
        var aborted = context.RequestAborted;
        var progress = context.RequestServices.GetService<TopicHub>() is { } hub
            ? new ImportTopic(hub.SenderFor(tenant.Id.ToString()))
            : null;
        var rows = file.ReadAsync(content, aborted);
        var by = CallerClaims.SubjectOf(context.User);
        return entities is null
            ? await parts.Orders.ExecuteAsync(tenant, rows.Select(OrderFields.Of), query.ToOrders(by), progress, aborted)
            : await parts.Entities.ExecuteAsync(tenant, entities, rows, query.ToEntities(by), progress, aborted);
    }

    // A row is named by its line: what it says is the sender's, and may be personal.
    private static async Task WriteErrorsAsync(HttpContext context, Guid id, TenantScope tenant, IImportRuns runs)
    {
        var aborted = context.RequestAborted;
        if (await runs.FindAsync(tenant, id, aborted) is not { } import)
        {
            await CollectionAnswer.WriteAsync(
                context, Problem.Invalid("IMPORT_NOT_FOUND", "There is no import of this id.", "id"));
            return;
        }

        context.Response.ContentType = "text/csv; charset=utf-8";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{import.Kind}-{import.Id}-errors.csv\"";
        await using var writer = new StreamWriter(context.Response.Body);
        await writer.WriteAsync("line,rows,code,path,message\r\n".AsMemory(), aborted);
        await foreach (var error in runs.ErrorsAsync(tenant, id, aborted))
            await writer.WriteAsync(ImportAnswer.CsvLine(error).AsMemory(), aborted);
    }

    private static System.Text.Encoding? CharsetOf(HttpRequest request) =>
        Microsoft.Net.Http.Headers.MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.Charset.HasValue
            ? TextStream.Find(type.Charset.ToString().Trim('"'))
            : null;

    private static ImportFileFormat? FormatOf(HttpRequest request) =>
        !Microsoft.Net.Http.Headers.MediaTypeHeaderValue.TryParse(request.ContentType, out var type) ? null
        : type.MediaType.ToString().ToLowerInvariant() switch
        {
            "application/x-ndjson" or "application/ndjson" or "application/jsonl" => ImportFileFormat.JsonLines,
            "text/csv" or "application/csv" or "text/tab-separated-values" => ImportFileFormat.Csv,
            _ => null,
        };
}
