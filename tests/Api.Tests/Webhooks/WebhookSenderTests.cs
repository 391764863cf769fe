using System.Collections.Concurrent;
using Analytics.Api.Tests.Collection;
using Analytics.Domain.Webhooks;
using Analytics.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Analytics.Api.Tests.Webhooks;

public sealed class WebhookSenderTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_running_host_sends_what_is_put_to_each_tenant_s_own_endpoints()
    {
        var received = new ConcurrentQueue<string>();
        await using var receiver = await ReceiverAsync(received);
        await using var host = await CollectorHost.StartAsync(
            postgres, ("Webhooks:AllowPrivateTargets", "true"), ("Webhooks:PollSeconds", "0.05"));
        var endpoints = host.Service<ManageWebhookEndpoints>();
        foreach (var tenant in new[] { host.Tenants.Here, host.Tenants.There })
        {
            var draft = WebhookEndpointDraft.Create(
                $"{receiver.Urls.Single()}/{tenant.Tenant.Identifier}", null, [], true, allowPrivate: true).Value;
            var saved = (await endpoints.SaveAsync(tenant, null, draft, false, "me", CollectorHost.Token)).Value;
            Assert.StartsWith("whsec_", saved.Secret, StringComparison.Ordinal);
            await endpoints.TestAsync(tenant, saved.Endpoint.Id, CollectorHost.Token);
        }

        for (var waited = 0; received.Count < 2 && waited < 600; waited++)
            await Task.Delay(50, CollectorHost.Token);

        Assert.Equal(["/here", "/there"], received.Order(StringComparer.Ordinal));
    }

    private static async Task<WebApplication> ReceiverAsync(ConcurrentQueue<string> received)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(context =>
        {
            received.Enqueue(context.Request.Path);
            return context.Response.WriteAsync("ok");
        });
        await app.StartAsync(CollectorHost.Token);
        return app;
    }
}
