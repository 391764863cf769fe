using System.Text;
using Analytics.Domain.Access;
using Analytics.TestKit;

namespace Analytics.Api.Tests.Collection;

/// <summary>Public keys stand in pages: they are for the pages of their owner, and for so many events a second.</summary>
public sealed class KeyLimitTests(PostgresFixture postgres)
{
    private const string Event = """{"eventType":"seen"}""";

    [Fact]
    public async Task A_key_with_origins_is_refused_on_other_pages_and_outside_of_pages()
    {
        await using var host = await CollectorHost.StartAsync(postgres);
        var key = await PublicKeyAsync(host, KeyLimits.Create(["https://shop.example"], null).Value);

        Assert.Equal((200, null), await SendAsync(host, key, "https://shop.example"));
        Assert.Equal((403, "KEY_ORIGIN_REFUSED"), await SendAsync(host, key, "https://evil.example"));
        Assert.Equal((403, "KEY_ORIGIN_REFUSED"), await SendAsync(host, key, null));
        Assert.Equal((403, "KEY_ORIGIN_REFUSED"), await SendAsync(host, null, "https://evil.example", key));
        Assert.Equal((200, null), await SendAsync(host, null, "https://shop.example", key));
        Assert.Equal("seen seen", await host.NamesAsync(host.Tenants.Here));
    }

    [Fact]
    public async Task Pages_of_any_origin_may_ask_the_collectors_before_they_send()
    {
        await using var host = await CollectorHost.StartAsync(postgres);
        using var request = new HttpRequestMessage(HttpMethod.Options, "/v1/batch");
        request.Headers.Add("Origin", "https://shop.example");
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "authorization,content-type");

        using var response = await host.Client.SendAsync(request, CollectorHost.Token);

        Assert.Equal(204, (int)response.StatusCode);
        Assert.Equal("*", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Contains("Authorization", response.Headers.GetValues("Access-Control-Allow-Headers").Single(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_key_over_its_rate_waits_and_others_do_not()
    {
        await using var host = await CollectorHost.StartAsync(postgres);
        var key = await PublicKeyAsync(host, KeyLimits.Create([], 1).Value);
        var many = string.Join('\n', Enumerable.Range(0, 100).Select(i => $$"""{"id":"{{i}}","eventType":"many"}"""));

        var first = await host.PostAsync("/api/analytics/events", many, "application/x-ndjson", key);
        var second = await host.PostAsync("/api/analytics/events", Event, key: key);
        var other = await host.PostAsync("/api/analytics/events", Event);

        Assert.Equal((200, 429, 200), (first.Status, second.Status, other.Status));
        Assert.Equal("RATE_LIMITED", second.Body.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
        Assert.InRange(int.Parse(second.RetryAfter!, System.Globalization.CultureInfo.InvariantCulture), 60, 100);
    }

    [Fact]
    public async Task A_change_of_limits_holds_for_the_next_request()
    {
        await using var host = await CollectorHost.StartAsync(postgres);
        var issued = await host.CreateAsync(host.Tenants.Here, NewApiKey.PublicWrite("page", null).Value);
        Assert.Equal((200, null), await SendAsync(host, issued.PlainText, "https://evil.example"));

        var changed = await host.Keys.ChangeAsync(
            host.Tenants.Here, issued.Key.Id, KeyLimits.Create(["https://shop.example"], 5).Value, CollectorHost.Token);
        var foreign = await host.Keys.ChangeAsync(
            host.Tenants.There, issued.Key.Id, KeyLimits.None, CollectorHost.Token);

        Assert.Equal(["https://shop.example"], changed!.Limits.AllowedOrigins);
        Assert.Equal(5, changed.Limits.EventsPerSecond);
        Assert.Null(foreign);
        Assert.Equal((403, "KEY_ORIGIN_REFUSED"), await SendAsync(host, issued.PlainText, "https://evil.example"));
    }

    private static Task<string> PublicKeyAsync(CollectorHost host, KeyLimits limits) =>
        host.IssueAsync(host.Tenants.Here, NewApiKey.PublicWrite("page", null).Value.Within(limits));

    private static async Task<(int Status, string? Code)> SendAsync(
        CollectorHost host, string? key, string? origin, string? writeKey = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/track")
        {
            Content = new StringContent(
                $$"""{"event":"seen","writeKey":{{(writeKey is null ? "null" : $"\"{writeKey}\"")}},"messageId":"{{Guid.NewGuid()}}"}""",
                Encoding.UTF8, "text/plain"),
        };
        if (key is not null)
            request.Headers.Add("X-Api-Key", key);
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        var answer = await host.SendAsync(request);
        return (answer.Status, answer.Body.TryGetProperty("errors", out var errors)
            ? errors[0].GetProperty("extensions").GetProperty("code").GetString()
            : null);
    }
}
