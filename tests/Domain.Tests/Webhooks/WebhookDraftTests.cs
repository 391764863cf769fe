using System.Net;
using Analytics.Domain.Webhooks;

namespace Analytics.Domain.Tests.Webhooks;

public sealed class WebhookDraftTests
{
    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("93.184.216.34", true)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("::ffff:93.184.216.34", true)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("2606:4700::1111", true)]
    public void Only_addresses_of_the_open_internet_are_public(string address, bool isPublic) =>
        Assert.Equal(isPublic, PublicAddress.Is(IPAddress.Parse(address)));

    [Theory]
    [InlineData("https://example.com/hook", null)]
    [InlineData("https://example.com:8443/hook?x=1", null)]
    [InlineData("http://example.com/hook", "WEBHOOK_URL_INVALID")]
    [InlineData("https://user:pw@example.com/", "WEBHOOK_URL_INVALID")]
    [InlineData("ftp://example.com/", "WEBHOOK_URL_INVALID")]
    [InlineData("/hook", "WEBHOOK_URL_INVALID")]
    [InlineData("https://127.0.0.1/", "WEBHOOK_URL_PRIVATE")]
    [InlineData("https://2130706433/", "WEBHOOK_URL_PRIVATE")]
    [InlineData("https://[::1]/", "WEBHOOK_URL_PRIVATE")]
    public void An_endpoint_is_a_public_https_address(string url, string? code) =>
        Assert.Equal(code, WebhookEndpointDraft.Create(url, null, [], true, allowPrivate: false).Problem?.Code);

    [Fact]
    public void An_endpoint_wants_topics_that_exist()
    {
        var all = WebhookEndpointDraft.Create("https://example.com", null, [], true, false).Value;
        var unknown = WebhookEndpointDraft.Create("https://example.com", null, ["webhook.test", "x"], true, false);

        Assert.Equal(WebhookTopics.All.AsEnumerable(), all.Topics);
        Assert.Equal(("WEBHOOK_TOPIC_UNKNOWN", "topics[1]"), (unknown.Problem!.Code, unknown.Problem.Path));
    }

    [Theory]
    [InlineData("$", null)]
    [InlineData("$.a.b[0].c", null)]
    [InlineData("$$.shop id.x", null)]
    [InlineData("a.b", "mapping.idPath")]
    [InlineData("$.a[x]", "mapping.idPath")]
    [InlineData("$.a[9999999]", "mapping.idPath")]
    [InlineData("$..a", "mapping.idPath")]
    public void A_path_is_names_and_places_from_the_item_or_the_body(string path, string? fault) =>
        Assert.Equal(fault, WebhookSourceDraft.Create(
            "s", new(WebhookScheme.Standard), new("e", null) { IdPath = path }, true).Problem?.Path);

    [Theory]
    [InlineData(null, null, "mapping.eventName")]
    [InlineData("a", "$.b", "mapping.eventName")]
    [InlineData("a", null, null)]
    public void Events_have_a_name_or_a_path_to_it(string? name, string? path, string? fault) =>
        Assert.Equal(fault, WebhookSourceDraft.Create(
            "s", new(WebhookScheme.Standard), new(name, path), true).Problem?.Path);

    [Theory]
    [InlineData("X-Hub-Signature-256", null)]
    [InlineData(null, "signing.header")]
    [InlineData("a b", "signing.header")]
    public void A_signature_of_the_body_stands_in_a_header(string? header, string? fault) =>
        Assert.Equal(fault, WebhookSourceDraft.Create(
            "s", new(WebhookScheme.BodyHmac, header), new("e", null), true).Problem?.Path);
}
