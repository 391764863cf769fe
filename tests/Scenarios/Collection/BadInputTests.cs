using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Analytics.Scenarios.Hosts;
using Analytics.TestKit.Hosts;

namespace Analytics.Scenarios.Collection;

/// <summary>What callers send by accident or in malice: a code, the place of the fault, and nothing half stored.</summary>
public sealed class BadInputTests(EmptyHost empty) : IClassFixture<EmptyHost>
{
    private const string Columns = "order_id,ordered_at,customer_id,product_id,quantity,unit_price\n";

    private const string Half = """{"type": "track", "event": "half_stored", "userId": "u"}""";

    [Theory]
    [InlineData("v1/batch", "", 400, "MALFORMED_JSON", "line 1, byte 1")]
    [InlineData("v1/batch", "null", 400, "WRONG_TYPE", null)]
    [InlineData("v1/batch", "{\"batch\": [" + Half + ",\n{]}", 400, "MALFORMED_JSON", "line 2, byte 2")]
    [InlineData("v1/batch", "{\"batch\": [" + Half + "], \"batch\": 5}", 400, "WRONG_TYPE", null)]
    [InlineData("v1/batch", "{\"batch\": [" + Half + "]}{}", 400, "MALFORMED_JSON", "byte")]
    [InlineData("v1/track", """{"event": "half_stored", "userId": "u"}}""", 400, "MALFORMED_JSON", "line 1, byte 40")]
    [InlineData("api/analytics/events", """[{"eventType": "half_stored", "userId": "u"},""", 400, "MALFORMED_JSON", "byte")]
    public async Task Body_that_cannot_be_read_is_refused_as_a_whole(
        string path, string body, int status, string code, string? place)
    {
        using var client = Client();
        var answer = await client.SendAsync(path, body, client.Credential!.WriteKey);
        Assert.Equal(status, answer.Status);
        Assert.Equal(code, Code(answer.Body));
        Assert.Contains(place ?? "", Message(answer.Body), StringComparison.Ordinal);
        await NothingIsStoredAsync(client);
    }

    [Theory]
    [InlineData("""{"type": "track", "event": 5}""", "WRONG_TYPE", "event")]
    [InlineData("""{"type": "track", "event": "half_stored", "userId": "\u0000"}""", "TEXT_HAS_NUL", "userId")]
    [InlineData("""{"type": "track", "event": "half_stored", "properties": []}""", "WRONG_TYPE", "properties")]
    [InlineData("""{"type": "track", "event": "half_stored", "properties": {"a": "\ud800"}}""", "TEXT_NOT_UNICODE", "properties.a")]
    [InlineData("""{"type": "track", "event": "half_stored", "properties": {"a": 1e309}}""", "NUMBER_OUT_OF_RANGE", "properties.a")]
    [InlineData("""{"type": "track", "event": "half_stored", "timestamp": "9999-12-31T23:59:59Z"}""", "TIMESTAMP_IN_FUTURE", "timestamp")]
    [InlineData("""{"type": "track", "event": "half_stored", "timestamp": "0001-01-01T00:00:00Z"}""", "TIMESTAMP_EXPIRED", "timestamp")]
    public async Task Bad_event_is_refused_alone_with_the_place_of_its_fault(string bad, string code, string path)
    {
        using var client = Client();
        var (status, body) = await client.SendAsync(
            "v1/batch", $$"""{"batch": [{{bad}}, {"type": "track", "event": "good", "userId": "u"}]}""",
            client.Credential!.WriteKey);
        Assert.Equal(200, status);
        var results = body.GetProperty("results");
        Assert.Equal(code, results[0].GetProperty("code").GetString());
        Assert.Equal(path, results[0].GetProperty("path").GetString());
        Assert.False(results[1].TryGetProperty("code", out _));
        await NothingIsStoredAsync(client);
    }

    [Theory]
    [InlineData("v1/batch", "application/json")]
    [InlineData("v1/track", "application/json")]
    [InlineData("api/analytics/events", "application/json")]
    [InlineData("v1/import/orders?encoding=utf-8", "text/csv")]
    public async Task Bytes_that_are_no_text_or_no_gzip_are_refused_on_every_endpoint(string path, string type)
    {
        using var client = Client();
        var good = path.StartsWith("v1/import/orders", StringComparison.Ordinal)
            ? Columns + "half_stored,2026-03-01T10:00:00Z,c,p,1,1\n"
            : $$"""{"batch": [{{Half}}], "event": "half_stored", "eventType": "half_stored"}""";
        var notText = Encoding.Latin1.GetBytes(good + "ÿ");
        var (status, body) = await PostAsync(client, path, notText, type);
        Assert.Equal((HttpStatusCode.BadRequest, "INVALID_UTF8"), (status, Code(body)));
        Assert.Contains($"offset {notText.Length - 1}", Message(body), StringComparison.Ordinal);

        var gzip = Gzip(good);
        byte[][] broken = [gzip[..^6], gzip[..12], [.. gzip[..^8], 0, 0, 0, 0, .. gzip[^4..]], "plain"u8.ToArray()];
        foreach (var bytes in broken)
            Assert.Equal(
                (HttpStatusCode.BadRequest, "GZIP_BROKEN"),
                await PostAsync(client, path, bytes, type, "gzip") is var (code, answer) ? (code, Code(answer)) : default);
        await NothingIsStoredAsync(client);
    }

    [Fact]
    public async Task Ten_megabytes_are_refused_plain_and_inflated()
    {
        using var client = Client();
        var body = $$"""{"batch": [{{Half}}]}""" + new string(' ', 10_000_000);
        foreach (var path in (string[])["v1/batch", "v1/track", "api/analytics/events"])
        {
            var (plain, answer) = await PostAsync(client, path, Encoding.UTF8.GetBytes(body), "application/json");
            Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "BODY_TOO_LARGE"), (plain, Code(answer)));
            var (inflated, same) = await PostAsync(client, path, Gzip(body), "application/json", "gzip");
            Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "BODY_TOO_LARGE"), (inflated, Code(same)));
        }

        await NothingIsStoredAsync(client);
    }

    [Theory]
    [InlineData("order_id,ordered_at\no1,2026-03-01T10:00:00Z\n", "COLUMNS_MISSING", "customer_id, product_id, quantity, unit_price")]
    [InlineData(Columns + "\"half_stored,2026-03-01T10:00:00Z,c,p,1,1\n", "CSV_MALFORMED", "line 2")]
    [InlineData("order_id," + Columns, "COLUMN_AMBIGUOUS", "order_id")]
    public async Task File_that_cannot_be_read_imports_nothing(string file, string code, string place)
    {
        using var client = Client();
        var (status, body) = await client.SendAsync("v1/import/orders", file, client.Credential!.ApiKey, "text/csv");
        Assert.Equal((400, code), (status, Code(body)));
        Assert.Contains(place, Message(body), StringComparison.Ordinal);
        await NothingIsStoredAsync(client);
    }

    [Fact]
    public async Task Flood_of_properties_costs_no_figure_of_the_catalogue_and_no_figure_is_wrong_for_it()
    {
        using var client = empty.Host.As("community", "admin");
        var flood = string.Join(',', Enumerable.Range(0, 1_200).Select(number => $"\"p{number}\": 1"));
        await client.SendAsync(
            "v1/batch", $$$"""{"batch": [{"type": "track", "event": "flood", "properties": {{{{flood}}}}}]}""",
            client.Credential!.WriteKey);
        var (_, imported) = await client.SendAsync(
            "v1/import/orders", Columns + "o1,2026-03-01T10:00:00Z,c,p,2,3.50\n", client.Credential.ApiKey, "text/csv");
        var data = await client.QueryAsync(
            """
            query($seen: Long!) {
              metric(name: "revenue", range: {between: {fromDate: "2026-03-01", toDate: "2026-03-02"}}, atLeast: $seen) { total }
            }
            """, new { seen = imported.GetProperty("position").GetInt64() });
        Assert.Equal(7.00m, data.GetProperty("metric").GetProperty("total").GetDecimal());
        Assert.Equal("PROPERTY_NOT_INDEXED", await client.CodeOfErrorAsync(
            """{ explore(query: {events: ["flood"], aggregation: SUM, property: "p1199", range: {last: "P2D"}}) { total } }"""));
    }

    private ApiClient Client() => empty.Host.As("retail", "admin");

    private static async Task NothingIsStoredAsync(ApiClient client)
    {
        var data = await client.QueryAsync(
            """{ events(first: 500) { nodes { name id } } metric(name: "orders_all", range: {last: "P366D"}) { total } }""");
        Assert.All(
            data.GetProperty("events").GetProperty("nodes").EnumerateArray(),
            node => Assert.Equal("good", node.GetProperty("name").GetString()));
        Assert.Equal(0, data.GetProperty("metric").GetProperty("total").GetInt32());
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(
        ApiClient client, string path, byte[] body, string type, string? encoding = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        if (encoding is not null)
            request.Content.Headers.ContentEncoding.Add(encoding);
        using var response = await client.Http.SendAsync(request);
        return (response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement);
    }

    private static byte[] Gzip(string text)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return bytes.ToArray();
    }

    private static string? Code(JsonElement body) =>
        body.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString();

    private static string Message(JsonElement body) => body.GetProperty("errors")[0].GetProperty("message").GetString()!;
}
