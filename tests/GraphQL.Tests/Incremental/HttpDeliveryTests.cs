using Analytics.GraphQL.Tests.Transport;

namespace Analytics.GraphQL.Tests.Incremental;

/// <summary>Answers in parts over HTTP, byte by byte as clients read them.</summary>
public sealed class HttpDeliveryTests : IAsyncLifetime
{
    private const string Query = "{ hero { id ... @defer { name } tags @stream(initialCount: 2) } }";
    private const string First =
        """{"data":{"hero":{"id":"1","tags":["a","b"]}},"pending":[{"id":"0","path":["hero"]},{"id":"1","path":["hero","tags"]}],"hasNext":true}""";
    private const string Second =
        """{"hasNext":true,"incremental":[{"id":"0","data":{"name":"hero 1"}}],"completed":[{"id":"0"}]}""";
    private const string Third =
        """{"hasNext":false,"incremental":[{"id":"1","items":["c"]}],"completed":[{"id":"1"}]}""";
    private const string Whole = """{"data":{"hero":{"id":"1","name":"hero 1","tags":["a","b","c"]}}}""";

    private GraphQLServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await GraphQLServer.StartAsync(builder => builder
        .AddTypes(typeof(HeroQueries), typeof(HeroMutations))
        .ModifyOptions(options => (options.EnableDefer, options.EnableStream) = (true, true)));

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("multipart/mixed")]
    [InlineData("multipart/mixed, application/graphql-response+json, application/json")]
    [InlineData("multipart/mixed;incrementalSpec=v0.2, application/json;q=0.5")]
    public async Task Client_of_parts_gets_them(string accept)
    {
        var (type, body) = await AskAsync(accept);
        Assert.Equal("multipart/mixed; boundary=\"-\"", type);
        Assert.Equal($"---{Part(First)}\r\n---{Part(Second)}\r\n---{Part(Third)}\r\n-----\r\n", body);
    }

    [Fact]
    public async Task Client_of_events_gets_them()
    {
        var (type, body) = await AskAsync("text/event-stream");
        Assert.Equal("text/event-stream; charset=utf-8", type);
        Assert.Equal(
            [First, Second, Third],
            body.Split('\n').Where(line => line.StartsWith("data: {", StringComparison.Ordinal)).Select(line => line[6..]));
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/graphql-response+json")]
    [InlineData("*/*")]
    [InlineData("multipart/mixed;deferSpec=20220824, application/json")]
    public async Task Any_other_client_gets_the_whole(string accept) =>
        Assert.Equal(Whole, (await AskAsync(accept)).Body);

    private async Task<(string Type, string Body)> AskAsync(string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = System.Net.Http.Json.JsonContent.Create(new { query = Query }),
        };
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var response = await _server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.Content.Headers.ContentType!.ToString(),
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static string Part(string json) => $"\r\nContent-Type: application/json; charset=utf-8\r\n\r\n{json}";
}
