using Analytics.Api.Collection;
using Analytics.Domain.Tenancy;
using Analytics.Domain.Webhooks;

namespace Analytics.Api.Webhooks;

/// <summary>Where other services send their messages to.</summary>
internal static class WebhookEndpoints
{
    public static IEndpointRouteBuilder MapWebhooks(this IEndpointRouteBuilder app)
    {
        // The signature signs in; there is no credential beside it.
        app.MapPost("/v1/webhooks/{sourceId:guid}", ReceiveAsync);
        return app;
    }

    private static async Task ReceiveAsync(
        HttpContext context, Guid sourceId, IWebhookSourceTenants sources, OpenTenant tenants, ReceiveWebhook receive)
    {
        var stopping = context.RequestAborted;
        if (await sources.TenantOfAsync(sourceId, stopping) is not { } owner
            || await tenants.ExecuteAsync(owner, stopping) is not { } tenant)
        {
            await CollectionAnswer.WriteAsync(context, ReceiveWebhook.UnknownSource);
            return;
        }

        var read = await RequestBody.ReadAsync(context.Request, ReceiveWebhook.MaxBytes, stopping);
        if (!read.TryGet(out var body, out var problem))
        {
            await CollectionAnswer.WriteAsync(context, problem);
            return;
        }

        var headers = context.Request.Headers;
        var received = await receive.ExecuteAsync(
            tenant, sourceId, name => headers.TryGetValue(name, out var value) ? value.ToString() : null, body.Memory, stopping);
        body.Return();
        if (received.TryGet(out var receipt, out problem))
            await CollectionAnswer.WriteAsync(context.Response, receipt, stopping);
        else
            await CollectionAnswer.WriteAsync(context, problem);
    }
}
