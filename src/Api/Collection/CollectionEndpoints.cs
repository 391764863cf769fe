using Analytics.Domain.Collection;

namespace Analytics.Api.Collection;

/// <summary>Where events are sent to: the product's own address, and those of the formats that others have made.</summary>
internal static class CollectionEndpoints
{
    /// <summary>Pages of any origin may send: which ones a key is for is said with the key.</summary>
    public const string CorsPolicy = "collectors";

    // Segment's libraries for browsers write only the first letter.
    private static readonly string[] SegmentCalls = ["track", "identify", "page", "screen", "group", "alias"];

    public static IEndpointRouteBuilder MapCollection(this IEndpointRouteBuilder app)
    {
        var collectors = app.MapGroup("").RequireCors(CorsPolicy);
        foreach (var call in SegmentCalls)
        {
            var format = CollectionFormat.SegmentCall(call);
            MapJson(collectors, $"/v1/{call}", format);
            MapJson(collectors, $"/v1/{call[0]}", format);
        }

        MapJson(collectors, "/v1/batch", CollectionFormat.SegmentBatch);
        MapJson(collectors, "/v1/b", CollectionFormat.SegmentBatch);
        MapJson(collectors, "/v1/import", CollectionFormat.SegmentImport);
        collectors.MapGet("/v1/projects/{writeKey}/settings", SegmentSettings.WriteAsync);
        collectors.MapPost("/v1/m", SegmentSettings.IgnoreMetricsAsync);
        collectors.MapPost("/api/analytics/events", context =>
            CollectAsync(context, CollectionFormat.Own(context.Request)));
        MapOthers(collectors);
        return app;
    }

    private static void MapOthers(IEndpointRouteBuilder app)
    {
        MapJson(app, "/v1/ga4", CollectionFormat.Google);
        MapJson(app, "/v1/snowplow/tp2", CollectionFormat.Snowplow);
        MapJson(app, "/com.snowplowanalytics.snowplow/tp2", CollectionFormat.Snowplow);    // where its trackers send to
        app.MapPost("/v1/mixpanel/track", context => CollectAsync(context, CollectionFormat.Mixpanel(context.Request)));
        app.MapPost("/v1/mixpanel/import", context => CollectAsync(context, CollectionFormat.Mixpanel(context.Request)));
        app.MapPost("/v1/mixpanel/engage", context => CollectAsync(context, CollectionFormat.MixpanelEngage(context.Request)));
    }

    private static void MapJson(IEndpointRouteBuilder app, string path, CollectionFormat format) =>
        app.MapPost(path, context => CollectAsync(context, CollectionFormat.IfJson(context.Request, format)));

    private static async Task CollectAsync(HttpContext context, CollectionFormat? format)
    {
        var services = context.RequestServices;
        var signIn = services.GetRequiredService<CollectorSignIn>();
        if (!await signIn.AdmitsHeadersAsync(context))
            return;
        var gate = services.GetRequiredService<CollectorGate>();
        if (gate.Take(context.User, 0) is { } early)
        {
            await CollectionAnswer.WriteAsync(context, CollectorGate.RateLimited(early));
            return;
        }

        if (format is null)
        {
            await CollectionAnswer.WriteAsync(context, BodyProblems.ContentType);
            return;
        }

        var read = await RequestBody.ReadAsync(context.Request, format.MaxBytes, context.RequestAborted);
        if (!read.TryGet(out var body, out var problem) ||
            !format.Read(body.Memory).TryGet(out var payload, out problem))
        {
            await CollectionAnswer.WriteAsync(context, problem);
            return;
        }

        if (await signIn.EnterAsync(context, payload.WriteKey ?? format.KeyOf(context.Request), context.RequestAborted) is not { } tenant)
            return;
        if (gate.Take(context.User, payload.Events.Count) is { } wait)
        {
            await CollectionAnswer.WriteAsync(context, CollectorGate.RateLimited(wait));
            return;
        }

        var collected = await services.GetRequiredService<CollectEvents>()
            .ExecuteAsync(tenant, services.GetRequiredService<CollectionSources>().Of(context), payload.Events, context.RequestAborted);
        body.Return();                 // not in a finally: after a failure the writer may still hold its events
        if (collected.TryGet(out var receipt, out problem))
        {
            services.GetRequiredService<CollectionMetrics>().Count(receipt);
            await CollectionAnswer.WriteAsync(context.Response, receipt, context.RequestAborted);
            return;
        }

        await CollectionAnswer.WriteAsync(context, problem);
    }
}
