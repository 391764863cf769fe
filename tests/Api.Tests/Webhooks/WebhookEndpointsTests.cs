using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Analytics.Api.Tests.Collection;
using Analytics.Domain.Webhooks;
using Analytics.TestKit;

namespace Analytics.Api.Tests.Webhooks;

public sealed class WebhookEndpointsTests(PostgresFixture postgres)
{
    private const string Order =
        """{"id": 4711, "shop": "s1", "customer": {"id": "u7"}, "at": "2024-03-01T10:00:00Z", "total": 12.50, "lines": [{"sku": "P1"}]}""";

    private const string All = """
        select string_agg(concat_ws(' ', event_id, name, user_id, to_char(occurred_at at time zone 'UTC', 'DD HH24:MI'), properties),
            '; ' order by position) from events
        """;

    private static readonly WebhookMapping _mapping = new("order_placed", null)
    {
        IdPath = "$.id",
        UserIdPath = "$.customer.id",
        TimestampPath = "$.at",
        Channel = "whatnot",
        Properties = [new("total", "$.total"), new("product", "$.lines[0].sku"), new("missing", "$.lines[1].sku")],
    };

    [Fact]
    public async Task A_signed_message_becomes_an_event_with_its_channel_and_again_a_duplicate()
    {
        await using var host = await CollectorHost.StartAsync(postgres);
        var (source, secret) = await AddAsync(host, new(WebhookScheme.Standard), _mapping);

        var first = await SendAsync(host, source, secret, "m1", Order);
        var again = await SendAsync(host, source, secret, "m1", Order);
        var other = await SendAsync(host, source, secret, "m2", Order);

        Assert.Equal((200, "ACCEPTED"), (first.Status, first.Verdicts));
        Assert.Equal((200, "DUPLICATE"), (again.Status, again.Verdicts));
        Assert.Equal("DUPLICATE", other.Verdicts);
        Assert.Equal(
            """4711 order_placed u7 01 10:00 {"total": 12.50, "product": "P1", "$channel": "whatnot"}""",
            await host.ScalarAsync(host.Tenants.Here, All));
        Assert.Equal("", await host.NamesAsync(host.Tenants.There));
    }

    [Fact]
    public async Task What_is_not_signed_or_not_fresh_or_for_nobody_is_refused_and_stores_nothing()
    {
        await using var host = await CollectorHost.StartAsync(postgres);
        var (source, secret) = await AddAsync(host, new(WebhookScheme.Standard), _mapping);
        var now = TimeProvider.System.GetUtcNow();

        Assert.Equal("401 WEBHOOK_SIGNATURE_INVALID", await CodeAsync(SendAsync(host, source, WebhookSecret.Create(), "m", Order)));
        Assert.Equal("401 WEBHOOK_SIGNATURE_INVALID", await CodeAsync(SendAsync(host, source, secret, "m", Order, sent: Order + " ")));
        Assert.Equal("401 WEBHOOK_TIMESTAMP_INVALID", await CodeAsync(SendAsync(host, source, secret, "m", Order, now.AddMinutes(-6))));
        Assert.Equal("401 WEBHOOK_TIMESTAMP_INVALID", await CodeAsync(SendAsync(host, source, secret, "m", Order, now.AddMinutes(6))));
        Assert.Equal("400 WEBHOOK_ID_INVALID", await CodeAsync(SendAsync(host, source, secret, new string('m', 101), Order)));
        Assert.Equal("404 WEBHOOK_SOURCE_UNKNOWN", await CodeAsync(SendAsync(host, Guid.NewGuid(), secret, "m", Order)));
        Assert.Equal("400 MALFORMED_JSON", await CodeAsync(SendAsync(host, source, secret, "m", "{")));
        Assert.Equal("413 BODY_TOO_LARGE", await CodeAsync(SendAsync(host, source, secret, "m", new string(' ', 1024 * 1024 + 1))));
        var sources = host.Service<IWebhookSources>();
        await sources.ChangeAsync(
            host.Tenants.Here, source, WebhookSourceDraft.Create("s", new(WebhookScheme.Standard), _mapping, false).Value, null,
            CollectorHost.Token);
        Assert.Equal("404 WEBHOOK_SOURCE_UNKNOWN", await CodeAsync(SendAsync(host, source, secret, "m", Order)));
        Assert.Equal("", await host.NamesAsync(host.Tenants.Here));
    }

    [Theory]
    [InlineData(WebhookEncoding.Hex, "sha256=", "X-GitHub-Delivery")]
    [InlineData(WebhookEncoding.Base64, null, null)]
    public async Task A_signature_of_the_body_in_one_header_will_do(WebhookEncoding encoding, string? prefix, string? idHeader)
    {
        await using var host = await CollectorHost.StartAsync(postgres);
        var signing = new WebhookSigning(
            WebhookScheme.BodyHmac, "X-Signature", prefix, WebhookAlgorithm.Sha256, encoding, idHeader);
        var (source, secret) = await AddAsync(host, signing, new WebhookMapping(null, "$.action"));

        Task<CollectorAnswer> SendAsync(string body, string key)
        {
            var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(body));
            var text = encoding is WebhookEncoding.Hex ? Convert.ToHexString(mac) : Convert.ToBase64String(mac);
            return PostAsync(host, source, body, ("X-Signature", prefix + text), ("X-GitHub-Delivery", "d1"));
        }

        var accepted = await SendAsync("""{"action": "starred", "by": "u1"}""", secret.Text);
        var again = await SendAsync("""{"action": "starred", "by": "u1"}""", secret.Text);
        var refused = await SendAsync("""{"action": "starred", "by": "u2"}""", "somebody else's key");

        Assert.Equal("ACCEPTED", accepted.Verdicts);
        Assert.Equal("DUPLICATE", again.Verdicts);
        Assert.Equal((401, "WEBHOOK_SIGNATURE_INVALID"), (refused.Status, refused.Code));
        Assert.Equal("starred", await host.NamesAsync(host.Tenants.Here));
        Assert.Equal("u1", await host.ScalarAsync(host.Tenants.Here, "select properties ->> 'by' from events"));
    }

    [Fact]
    public async Task Each_entry_of_a_list_is_judged_by_itself()
    {
        await using var host = await CollectorHost.StartAsync(postgres);
        var (source, secret) = await AddAsync(host, new(WebhookScheme.Standard), new WebhookMapping(null, "$.kind")
        {
            ItemsPath = "$.items",
            TimestampPath = "$.when",
            Properties = [new("shop", "$$.shop")],
        });

        var answer = await SendAsync(host, source, secret, "m1", """
            {"shop": "s1", "items": [
                {"kind": "sold", "when": 1709287200}, {"kind": "listed", "when": 1709287200000}, {"when": 1}, 7,
                {"kind": "sold", "when": "yesterday"}, {"kind": "a\ud800"}, {"kind": "nul\u0000"}]}
            """);

        Assert.Equal(
            "ACCEPTED ACCEPTED REJECTED:EVENT_NAME_MISSING REJECTED:EVENT_NAME_MISSING REJECTED:TIMESTAMP_INVALID"
            + " REJECTED:TEXT_NOT_UNICODE REJECTED:TEXT_HAS_NUL",
            answer.Verdicts);
        Assert.Equal(
            $$"""webhook/{{source:N}}/m1/0 sold 01 10:00 {"shop": "s1"}; webhook/{{source:N}}/m1/1 listed 01 10:00 {"shop": "s1"}""",
            await host.ScalarAsync(host.Tenants.Here, All));
        Assert.Equal("400 WEBHOOK_ITEMS_MISSING", await CodeAsync(SendAsync(host, source, secret, "m2", "{}")));
    }

    private static async Task<(Guid Source, WebhookSecret Secret)> AddAsync(
        CollectorHost host, WebhookSigning signing, WebhookMapping mapping)
    {
        var secret = signing.Scheme is WebhookScheme.Standard
            ? WebhookSecret.Create()
            : WebhookSecret.Parse("the service's own secret").Value;
        var saved = await host.Service<ManageWebhookSources>().SaveAsync(
            host.Tenants.Here, null, WebhookSourceDraft.Create("Shop", signing, mapping, true).Value, secret, "me",
            CollectorHost.Token);
        return (saved.Value.Source.Id, secret);
    }

    private static Task<CollectorAnswer> SendAsync(
        CollectorHost host, Guid source, WebhookSecret secret, string id, string body, DateTimeOffset? at = null, string? sent = null)
    {
        var timestamp = (at ?? TimeProvider.System.GetUtcNow()).ToUnixTimeSeconds();
        return PostAsync(
            host, source, sent ?? body,
            (WebhookSignature.IdHeader, id),
            (WebhookSignature.TimestampHeader, timestamp.ToString(CultureInfo.InvariantCulture)),
            (WebhookSignature.SignatureHeader, WebhookSignature.Sign(secret.Key.Span, id, timestamp, Encoding.UTF8.GetBytes(body))));
    }

    private static Task<CollectorAnswer> PostAsync(
        CollectorHost host, Guid source, string body, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/webhooks/{source}")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return host.SendAsync(request);
    }

    private static async Task<string> CodeAsync(Task<CollectorAnswer> sending)
    {
        var answer = await sending;
        return $"{answer.Status} {answer.Code}";
    }
}
