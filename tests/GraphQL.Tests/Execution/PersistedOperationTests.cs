using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Analytics.GraphQL.Tests.Shop;
using Analytics.GraphQL.Tests.Transport;
using Analytics.GraphQL.Transport;

namespace Analytics.GraphQL.Tests.Execution;

public sealed class PersistedOperationTests
{
    private const string Greet = "query Greet($name: String!) { hello(name: $name) } query List { products { id } }";

    [Fact]
    public async Task Trusted_document_is_executed_by_its_id()
    {
        await using var server = await StartAsync(builder => builder.UsePersistedOperationPipeline());
        var variables = new { name = "Ada" };
        Assert.Equal("Hello Ada", Hello(await AskAsync(server, new { documentId = Hash(Greet), operationName = "Greet", variables })));
        Assert.Equal("Hello Ada", Hello(await AskAsync(server, new { documentId = "sha256:" + Hash(Greet), operationName = "Greet", variables })));
        Assert.Equal("Hello Ada", Hello(await AskAsync(server, new { id = Hash(Greet), operationName = "Greet", variables })));
        Assert.Equal("OPERATION_RESOLUTION_FAILURE", Code(await AskAsync(server, new { id = Hash(Greet) })));
        Assert.Equal("PERSISTED_QUERY_NOT_FOUND", Code(await AskAsync(server, new { documentId = Hash("{ hello }") })));
        Assert.Equal("Hello world", Hello(await AskAsync(server, new { query = "{ hello }" })));
    }

    [Fact]
    public async Task Trusted_document_has_an_address_of_its_own()
    {
        await using var server = await StartAsync(builder => builder.UsePersistedOperationPipeline());
        server.Client.DefaultRequestHeaders.Add("GraphQL-Preflight", "1");
        var path = $"/graphql/persisted/{Hash(Greet)}";
        Assert.Equal("""{"data":{"hello":"Hello Ada"}}""", await server.Client.GetStringAsync(
            path + "?operationName=Greet&variables={\"name\":\"Ada\"}"));
        using var content = new StringContent("""{"operationName": "List"}""", Encoding.UTF8, "application/json");
        using var posted = await server.Client.PostAsync(path, content);
        Assert.Equal("""{"data":{"products":[{"id":1},{"id":2}]}}""", await posted.Content.ReadAsStringAsync());
        using var byQuery = await server.Client.GetAsync($"/graphql?operationName=List&documentId={Hash(Greet)}");
        Assert.Equal(HttpStatusCode.OK, byQuery.StatusCode);
        Assert.Contains("PERSISTED_QUERY_NOT_FOUND", await server.Client.GetStringAsync("/graphql/persisted/unknown"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_trusted_documents_are_executed_where_that_is_demanded()
    {
        await using var server = await StartAsync(builder => builder.UsePersistedOperationPipeline()
            .UseAutomaticPersistedOperationPipeline()
            .ModifyRequestOptions(options =>
            {
                options.PersistedOperations.OnlyAllowPersistedDocuments = true;
                options.PersistedOperations.AllowDocumentBody = request => request.OperationName == "Developer";
            }));
        Assert.Equal("PERSISTED_QUERY_REQUIRED", Code(await AskAsync(server, new { query = "{ hello }" })));
        Assert.Equal("PERSISTED_QUERY_REQUIRED", Code(await AskAsync(server, new { query = "{ __schema { description } }" })));
        Assert.True((await AskAsync(server, new { query = Greet, operationName = "List" })).TryGetProperty("data", out _));
        var allowed = Automatic("query Developer { hello }", operationName: "Developer");
        Assert.Equal("Hello world", Hello(await AskAsync(server, allowed)));
        // What a developer may send, others may not name.
        Assert.Equal("PERSISTED_QUERY_NOT_FOUND", Code(await AskAsync(server, new { documentId = Hash("query Developer { hello }") })));
    }

    [Fact]
    public async Task Caller_has_a_document_remembered_by_its_hash()
    {
        await using var server = await StartAsync(builder => builder.UseAutomaticPersistedOperationPipeline());
        var onlyHash = Automatic("{ hello }", query: null);
        var missing = await AskAsync(server, onlyHash);
        Assert.Equal("PersistedQueryNotFound", missing.GetProperty("errors")[0].GetProperty("message").GetString());
        Assert.Equal("PERSISTED_QUERY_NOT_FOUND", Code(missing));
        Assert.Equal("Hello world", Hello(await AskAsync(server, Automatic("{ hello }"))));
        Assert.Equal("Hello world", Hello(await AskAsync(server, onlyHash)));
    }

    [Fact]
    public async Task Nobody_can_give_a_document_the_hash_of_another()
    {
        await using var server = await StartAsync(builder => builder.UseAutomaticPersistedOperationPipeline());
        Assert.Equal("PERSISTED_QUERY_HASH_MISMATCH", Code(await AskAsync(server, Automatic("{ hello }", query: "{ products { id } }"))));
        Assert.Equal("PERSISTED_QUERY_NOT_FOUND", Code(await AskAsync(server, Automatic("{ hello }", query: null))));
    }

    [Theory]
    [InlineData("""{"persistedQuery": {"version": 2, "sha256Hash": "00"}}""")]
    [InlineData("""{"persistedQuery": {"version": 1}}""")]
    [InlineData("""{"persistedQuery": {"version": "1", "sha256Hash": 5}}""")]
    [InlineData("""{"persistedQuery": []}""")]
    public async Task Malformed_extension_is_refused(string extensions)
    {
        await using var server = await StartAsync(builder => builder.UseAutomaticPersistedOperationPipeline());
        Assert.Equal("BAD_REQUEST", Code(await AskAsync(server, new { query = "{ hello }", extensions = JsonElement.Parse(extensions) })));
    }

    [Fact]
    public async Task Documents_are_remembered_within_bounds_and_only_valid_ones()
    {
        await using var server = await StartAsync(builder => builder.UseAutomaticPersistedOperationPipeline()
            .ModifyRequestOptions(options => (options.PersistedOperations.MaxRememberedDocuments, options.PersistedOperations.MaxRememberedBytes) = (4, 1_000)));
        for (var index = 0; index < 20; index++)
            Assert.Equal("Hello world", Hello(await AskAsync(server, Automatic($"{{ hello }} #{index}"))));
        var known = 0;
        for (var index = 0; index < 20; index++)
            known += (await AskAsync(server, Automatic($"{{ hello }} #{index}", query: null))).TryGetProperty("data", out _) ? 1 : 0;
        Assert.InRange(known, 1, 4);
        var large = "{ hello } #" + new string('x', 1_000);
        Assert.Equal("Hello world", Hello(await AskAsync(server, Automatic(large))));
        Assert.Equal("PERSISTED_QUERY_NOT_FOUND", Code(await AskAsync(server, Automatic(large, query: null))));
        Assert.Equal("GRAPHQL_VALIDATION_FAILED", Code(await AskAsync(server, Automatic("{ nothing }"))));
        Assert.Equal("PERSISTED_QUERY_NOT_FOUND", Code(await AskAsync(server, Automatic("{ nothing }", query: null))));
    }

    [Fact]
    public async Task Server_without_stored_documents_says_so()
    {
        await using var server = await StartAsync(_ => { });
        Assert.Equal("PERSISTED_QUERY_NOT_SUPPORTED", Code(await AskAsync(server, new { documentId = Hash(Greet) })));
        Assert.Equal("PERSISTED_QUERY_NOT_SUPPORTED", Code(await AskAsync(server, Automatic("{ hello }", query: null))));
        Assert.Equal("Hello world", Hello(await AskAsync(server, Automatic("{ hello }"))));
    }

    [Fact]
    public async Task Files_are_served_by_their_hash_and_a_bad_one_stops_the_start()
    {
        var directory = Directory.CreateTempSubdirectory("operations-");
        try
        {
            var folder = directory.CreateSubdirectory("Shop").FullName;
            await File.WriteAllTextAsync(Path.Combine(folder, "Hello.graphql"), "{ hello }");
            await File.WriteAllTextAsync(Path.Combine(folder, Hash("{ products { id } }") + ".graphql"), "{ products { id } }");
            await using (var server = await StartAsync(Use))
                Assert.Equal("Hello world", Hello(await AskAsync(server, new { documentId = Hash("{ hello }") })));

            await File.WriteAllTextAsync(Path.Combine(folder, "Bad.graphql"), "{ nothing }");
            var invalid = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(Use));
            Assert.Contains("Cannot query field \"nothing\"", invalid.Message, StringComparison.Ordinal);
            File.Delete(Path.Combine(folder, "Bad.graphql"));

            await File.WriteAllTextAsync(Path.Combine(folder, Hash("{ hello }") + ".graphql"), "{ products { id } }");
            await Assert.ThrowsAsync<InvalidDataException>(() => StartAsync(Use));
        }
        finally
        {
            directory.Delete(recursive: true);
        }

        void Use(RequestExecutorBuilder builder) => builder.UsePersistedOperationPipeline()
            .AddFileSystemOperationDocumentStorage(directory.FullName);
    }

    private static Task<GraphQLServer> StartAsync(Action<RequestExecutorBuilder> configure) => GraphQLServer.StartAsync(
        builder => configure(builder.AddTypes(typeof(ProductQueries)).AddInMemoryOperationDocumentStorage(Greet)),
        use: app => app.MapGraphQLPersistedOperations());

    private static object Automatic(string hashed, string? query = "", string? operationName = null) => new
    {
        query = query == "" ? hashed : query,
        operationName,
        extensions = new { persistedQuery = new { version = 1, sha256Hash = Hash(hashed) } },
    };

    private static string Hash(string document) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document)));

    private static async Task<JsonElement> AskAsync(GraphQLServer server, object body)
    {
        using var response = await server.SendAsync(body, "application/json");
        return JsonElement.Parse(await response.Content.ReadAsStringAsync());
    }

    private static string? Hello(JsonElement answer) => answer.GetProperty("data").GetProperty("hello").GetString();

    private static string? Code(JsonElement answer) =>
        answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString();
}
