using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Analytics.TestKit;
using Analytics.TestKit.Hosts;

namespace Analytics.Scenarios.Schema;

/// <summary>A host as it stands in production: published operations only, closed to strangers.</summary>
public sealed class TrustedDocumentTests : IAsyncLifetime
{
    private readonly string _directory = Path.Combine(Path.GetTempPath(), $"trusted-{Guid.NewGuid():N}");
    private HostProcess _host = null!;

    public async ValueTask InitializeAsync() => _host = await HostProcess.StartAsync(
        _directory, TimeSpan.FromMinutes(2), "--Demo:LoadData=false", "--GraphQL:TrustedDocumentsOnly=true",
        "--GraphQL:GraphiQL=false", "--GraphQL:AnonymousIntrospection=false");

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task Published_operations_are_executed_and_nothing_else_is()
    {
        using var client = _host.As("retail", "analyst");
        var range = new { last = "P30D" };
        await AnsweredAsync(client, "Access/Me", new { });
        await AnsweredAsync(client, "Metrics/RevenueByMonth", new { range });
        await AnsweredAsync(client, "Metrics/OrdersByCountry", new { range });
        await AnsweredAsync(client, "Funnels/Funnel", new
        {
            definition = new { steps = new[] { new { events = new[] { "a" } }, new { events = new[] { "b" } } }, range },
        });
        await AnsweredAsync(client, "Collection/Track", new { input = new { events = new[] { new { name = "a", userId = "u" } } } });

        Assert.Equal("PERSISTED_QUERY_REQUIRED", await client.CodeOfErrorAsync("{ me { role } }"));
        Assert.Equal("PERSISTED_QUERY_REQUIRED", await client.CodeOfErrorAsync("{ __schema { description } }"));
    }

    [Fact]
    public async Task Strangers_see_neither_schema_nor_tool()
    {
        using var stranger = new ApiClient(_host.Address);
        using var schema = await stranger.Http.GetAsync(new Uri("graphql/schema.graphql", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Forbidden, schema.StatusCode);
        stranger.Http.DefaultRequestHeaders.Add("Accept", "text/html");
        using var page = await stranger.Http.GetAsync(new Uri("graphql", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotAcceptable, page.StatusCode);

        using var friend = _host.As("retail", "viewer");
        using var open = await friend.Http.GetAsync(new Uri("graphql/schema.graphql", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, open.StatusCode);
    }

    private static async Task AnsweredAsync(ApiClient client, string operation, object variables)
    {
        var file = Repository.Path([.. $"schema/operations/{operation}.graphql".Split('/')]);
        var documentId = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(file)));
        using var response = await client.Http.PostAsJsonAsync("graphql", new { documentId, variables });
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.False(answer.TryGetProperty("errors", out var errors), $"{operation}: {errors}");
    }
}
