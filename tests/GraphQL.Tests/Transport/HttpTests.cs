using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.GraphQL.Tests.Transport;

public sealed class HttpTests(ShopServer shop) : IClassFixture<ShopServer>
{
    private const string Legacy = "application/json";
    private const string Current = "application/graphql-response+json";

    [Theory]
    [InlineData(Current, """{"query":"{ hello }"}""", 200)]
    [InlineData(Legacy, """{"query":"{ hello }"}""", 200)]
    [InlineData(Current, """{"query":"{ hello }","variables":null,"operationName":null,"extensions":null}""", 200)]
    [InlineData(Current, """{"query":"{ hello"}""", 400)]
    [InlineData(Legacy, """{"query":"{ hello"}""", 200)]
    [InlineData(Current, """{"query":"{ nothing }"}""", 400)]
    [InlineData(Legacy, """{"query":"{ nothing }"}""", 200)]
    [InlineData(Current, """{"query":"query ($n: String!) { hello(name: $n) }"}""", 400)]
    [InlineData(Legacy, """{"query":"query ($n: String!) { hello(name: $n) }"}""", 200)]
    [InlineData(Legacy, """{"query":7}""", 400)]
    [InlineData(Legacy, """{}""", 400)]
    [InlineData(Legacy, """{"query":"{ hello }","variables":[]}""", 400)]
    [InlineData(Legacy, """{"query":"{ hello }","operationName":1}""", 400)]
    [InlineData(Legacy, """{"query":"{ hello }","extensions":"x"}""", 400)]
    [InlineData(Legacy, """[{"query":"{ hello }"}]""", 400)]
    [InlineData(Legacy, """{"query":""", 400)]
    [InlineData(Legacy, "", 400)]
    public async Task Post_is_answered_with_the_status_that_clients_expect(string accept, string body, int status)
    {
        using var response = await PostAsync(Encoding.UTF8.GetBytes(body), accept);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(accept, response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("utf-8", response.Content.Headers.ContentType?.CharSet);
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal(body.Contains("{ hello }", StringComparison.Ordinal) && status == 200,
            answer.RootElement.TryGetProperty("data", out _));
    }

    [Theory]
    [InlineData("""{"query": "{ hello }",, }""", "The body is not valid JSON, at line 1, byte 23.")]
    [InlineData("""[{"query":"{ hello }"}]""", "Batches are not supported: send one request object, not an array.")]
    [InlineData("""{"query":"\ud800"}""", "The text at byte 9 holds half a surrogate pair.")]
    public async Task Body_that_is_no_request_is_explained(string body, string message)
    {
        using var response = await PostAsync(Encoding.UTF8.GetBytes(body), Legacy);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(message, await MessageAsync(response));
    }

    [Fact]
    public async Task Invalid_utf8_is_refused_with_its_place()
    {
        using var response = await PostAsync([.. "{\"query\":\""u8, 0xC3, 0x28, .. "\"}"u8], Legacy);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("The body is not valid UTF-8, from byte 10.", await MessageAsync(response));
    }

    [Fact]
    public async Task Body_larger_than_the_limit_is_refused()
    {
        using var response = await PostAsync(new byte[3 * 1024 * 1024], Legacy);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Theory]
    [InlineData("text/plain", 415)]
    [InlineData("application/x-www-form-urlencoded", 415)]
    [InlineData("application/json; charset=iso-8859-1", 415)]
    [InlineData("application/json; charset=utf-8", 200)]
    public async Task Only_json_bodies_are_read(string contentType, int status)
    {
        using var content = new ByteArrayContent("""{"query":"{ hello }"}"""u8.ToArray());
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        using var response = await shop.Server.Client.PostAsync("/graphql", content);
        Assert.Equal(status, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("*/*", 200, Legacy)]
    [InlineData("application/*", 200, Legacy)]
    [InlineData("application/graphql-response+json; q=0.5, application/json", 200, Legacy)]
    [InlineData("application/graphql-response+json, application/json; q=0.9", 200, Current)]
    [InlineData("image/png", 406, Legacy)]
    [InlineData("application/json; charset=iso-8859-1", 406, Legacy)]
    public async Task Answer_has_the_media_type_that_the_caller_prefers(string accept, int status, string mediaType)
    {
        using var response = await PostAsync("""{"query":"{ hello }"}"""u8.ToArray(), accept);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(mediaType, response.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Other_methods_are_told_which_are_allowed(string method)
    {
        using var response = await shop.Server.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), "/graphql"));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["GET", "HEAD", "POST", "OPTIONS"], response.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("?query={hello}", 200)]
    [InlineData("?query=query($n:String!){hello(name:$n)}&variables={\"n\":\"x\"}", 200)]
    [InlineData("?query={hello}&variables=[]", 400)]
    [InlineData("?query={hello}&variables={", 400)]
    [InlineData("", 400)]
    public async Task Get_carries_queries_in_its_query_string(string query, int status)
    {
        using var response = await GetAsync(query, preflight: true);
        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task Get_without_a_header_that_foreign_sites_cannot_send_is_refused()
    {
        using var response = await GetAsync("?query={hello}", preflight: false);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("PREFLIGHT_REQUIRED", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_does_not_carry_mutations()
    {
        await using var server = await GraphQLServer.StartAsync(builder =>
            builder.AddTypes(typeof(Shop.ProductQueries), typeof(TouchMutations)));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql?query=mutation{touch}");
        request.Headers.Add("GraphQL-Preflight", "1");
        using var response = await server.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["POST"], response.Content.Headers.Allow);
        Assert.Equal("""{"data":{"touch":1}}""", await server.TextAsync("mutation { touch }"));
    }

    [Fact]
    public async Task Schema_is_served_as_text()
    {
        var text = await shop.Server.Client.GetStringAsync("/graphql/schema.graphql");
        Assert.Contains("type Product {", text, StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> GetAsync(string query, bool preflight)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql" + query);
        if (preflight)
            request.Headers.Add("GraphQL-Preflight", "1");
        return await shop.Server.Client.SendAsync(request);
    }

    private async Task<HttpResponseMessage> PostAsync(byte[] body, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return await shop.Server.Client.SendAsync(request);
    }

    private static async Task<string?> MessageAsync(HttpResponseMessage response)
    {
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return answer.RootElement.GetProperty("errors")[0].GetProperty("message").GetString();
    }
}

[MutationType]
public static class TouchMutations
{
    private static int _touched;

    public static int Touch() => Interlocked.Increment(ref _touched);
}
