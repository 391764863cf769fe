using System.Net;
using System.Net.Http.Headers;
using Analytics.GraphQL.Tests.Shop;

namespace Analytics.GraphQL.Tests.Transport;

public sealed class ToolPageTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("graphiql").FullName;

    public ToolPageTests()
    {
        Directory.CreateDirectory(Path.Combine(_directory, "assets"));
        File.WriteAllText(Path.Combine(_directory, "index.html"), "<head><title>GraphiQL</title></head>");
        File.WriteAllText(Path.Combine(_directory, "assets", "main-1a2b.js"), "export {}");
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Browser_gets_the_page_with_a_strict_policy()
    {
        await using var server = await StartAsync(_directory);
        using var response = await OpenAsync(server, "/graphql");
        Assert.Equal("<head><base href=\"/graphql/ui/\"><title>GraphiQL</title></head>", await response.Content.ReadAsStringAsync());
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("worker-src 'self' blob:", policy, StringComparison.Ordinal);
        Assert.True(response.Headers.CacheControl?.NoCache);
    }

    [Fact]
    public async Task Hashed_files_are_kept_by_the_browser()
    {
        await using var server = await StartAsync(_directory);
        using var response = await OpenAsync(server, "/graphql/ui/assets/main-1a2b.js");
        Assert.Equal("text/javascript", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("public, max-age=31536000, immutable", response.Headers.CacheControl?.ToString());
    }

    [Theory]
    [InlineData("/graphql/ui/assets/none.js")]
    [InlineData("/graphql/ui/..%2f..%2fetc%2fpasswd")]
    [InlineData("/graphql/ui/%2fetc%2fpasswd")]
    public async Task Other_files_are_not_found(string path)
    {
        await using var server = await StartAsync(_directory);
        using var response = await OpenAsync(server, path);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Page_says_how_to_build_what_is_missing()
    {
        await using var server = await StartAsync(null);
        using var response = await OpenAsync(server, "/graphql");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("npm run build", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static Task<GraphQLServer> StartAsync(string? directory) => GraphQLServer.StartAsync(builder =>
        builder.AddTypes(typeof(ProductQueries)).ModifyServerOptions(options => options.ToolDirectory = directory));

    private static async Task<HttpResponseMessage> OpenAsync(GraphQLServer server, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        return await server.Client.SendAsync(request);
    }
}
