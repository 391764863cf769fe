using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Analytics.GraphQL.Execution;
using Analytics.GraphQL.Tests.Shop;
using Analytics.GraphQL.Transport.Http;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.GraphQL.Tests.Transport;

/// <summary>What the endpoint takes and how it says no.</summary>
public sealed class HttpPolicyTests(ShopServer shop) : IClassFixture<ShopServer>
{
    [Theory]
    [InlineData("{ hello }", 200)]
    [InlineData("{ hello", 400)]
    [InlineData("{ nothing }", 422)]
    [InlineData("query ($n: String!) { hello(name: $n) }", 422)]
    [InlineData("{ hello failing }", 294)]
    public async Task Draft_of_2026_tells_refusals_and_partial_answers_apart(string query, int status)
    {
        await using var server = await GraphQLServer.StartAsync(builder => builder
            .AddTypes(typeof(ProductQueries), typeof(FailingQueries))
            .ModifyServerOptions(options => options.StatusPolicy = HttpStatusPolicy.Draft2026));
        foreach (var accept in new[] { "application/json", "application/graphql-response+json" })
        {
            using var response = await server.SendAsync(new { query }, accept);
            Assert.Equal(status, (int)response.StatusCode);
        }
    }

    [Theory]
    [InlineData("""{"query":7}""", 422)]
    [InlineData("""{"query":""", 400)]
    [InlineData("""[]""", 400)]
    public async Task Draft_of_2026_tells_bad_json_from_bad_parameters(string body, int status)
    {
        await using var server = await GraphQLServer.StartAsync(builder => builder.AddTypes(typeof(ProductQueries))
            .ModifyServerOptions(options => options.StatusPolicy = HttpStatusPolicy.Draft2026));
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await server.Client.PostAsync("/graphql", content);
        Assert.Equal(status, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("""[{"query":"{ hello }"}]""", "BATCHING_NOT_SUPPORTED",
        "Batches are not supported: send one request object, not an array.")]
    [InlineData("""{"query":"{ hello }","query":"{ hello }"}""", "BAD_REQUEST", "The parameter 'query' is given twice.")]
    [InlineData("""{"query":"{ hello }","variables":{"a":1,"a":2}}""", "BAD_REQUEST",
        "The parameter 'variables' holds an object with a name that is given twice.")]
    [InlineData("""{"query":"{ hello }"} {}""", "BAD_REQUEST", "The body is not valid JSON, at line 1, byte 23.")]
    [InlineData("""{"query":"{ hello }","other":[1,}""", "BAD_REQUEST", "The body is not valid JSON, at line 1, byte 33.")]
    public async Task Refusal_has_a_code_and_a_reason(string body, string code, string message)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await shop.Server.Client.PostAsync("/graphql", content);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var error = await ErrorAsync(response);
        Assert.Equal((code, message), error);
    }

    [Fact]
    public async Task Json_nested_too_deeply_is_refused()
    {
        var body = "{\"query\":\"{ hello }\",\"variables\":{\"a\":" + new string('[', 100) + new string(']', 100) + "}}";
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await shop.Server.Client.PostAsync("/graphql", content);
        Assert.Equal(("BAD_REQUEST", "The body's JSON is nested deeper than 64 levels."), await ErrorAsync(response));
    }

    [Fact]
    public async Task File_upload_is_refused_with_what_is_taken_instead()
    {
        using var form = new MultipartFormDataContent { { new StringContent("{ hello }"), "operations" } };
        using var response = await shop.Server.Client.PostAsync("/graphql", form);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.StartsWith("Forms and file uploads are not taken", (await ErrorAsync(response)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Long_escaped_body_in_many_pieces_is_read_whole()
    {
        var filler = new string('x', 100_000);
        var query = $"# é\n# {filler}\nquery($n: String!) {{ hello(name: $n) }}";
        var answer = await shop.Server.QueryAsync(query, new { n = "\"\u00e9\ud83d\ude00\n" });
        Assert.Equal("Hello \"é😀\n", answer.GetProperty("data").GetProperty("hello").GetString());
    }

    [Fact]
    public async Task Options_lists_the_methods()
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/graphql");
        using var response = await shop.Server.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal(["GET", "HEAD", "POST", "OPTIONS"], response.Content.Headers.Allow);
    }

    [Fact]
    public async Task Head_is_answered_as_get_without_a_body()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, "/graphql?query={hello}");
        request.Headers.Add("GraphQL-Preflight", "1");
        using var response = await shop.Server.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("""{"data":{"hello":"Hello world"}}""".Length, response.Content.Headers.ContentLength);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("PUT", "/graphql")]
    [InlineData("GET", "/graphql?token=one")]
    public async Task Single_connection_mode_of_events_is_refused_clearly(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Add("X-GraphQL-Event-Stream-Token", "one");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        using var response = await shop.Server.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("distinct connections mode only", (await ErrorAsync(response)).Message, StringComparison.Ordinal);
    }

    private static async Task<(string? Code, string Message)> ErrorAsync(HttpResponseMessage response)
    {
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        var error = answer.RootElement.GetProperty("errors")[0];
        return (error.GetProperty("extensions").GetProperty("code").GetString(), error.GetProperty("message").GetString()!);
    }
}

[QueryType]
public static class FailingQueries
{
    /// <summary>Always null, with an error.</summary>
    public static string? GetFailing() => throw new GraphQLException("no");
}
