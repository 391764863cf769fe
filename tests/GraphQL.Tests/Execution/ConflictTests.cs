using Analytics.GraphQL.Execution;
using Analytics.GraphQL.Tests.Transport;
using Analytics.GraphQL.Types;
using Analytics.GraphQL.Types.Annotations;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.GraphQL.Tests.Execution;

public sealed class ConflictTests : IAsyncLifetime
{
    private GraphQLServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await GraphQLServer.StartAsync(
        builder => builder.AddTypes(typeof(RecipeQueries), typeof(RecipeMutations)).AddMutationConventions(),
        host => host.Services.AddSingleton(new Cookbook()));

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public void Conflict_is_a_type_of_the_schema_with_both_versions() => Assert.Equal(
        ["message: String!", "code: String!", "expectedVersion: Int!", "actualVersion: Int"],
        ((ObjectType)_server.Services.GetRequiredService<Schema>().Types["ConflictError"]).Fields
            .Select(field => $"{field.Name}: {field.Type}"));

    [Fact]
    public async Task Stale_version_is_an_expected_error_of_the_payload_and_changes_nothing()
    {
        const string Rename = """
            mutation { renameRecipe(input: {name: "Soup", version: 1}) {
              recipe { name version } errors { __typename ... on ConflictError { code expectedVersion actualVersion message } } } }
            """;
        Assert.Equal(
            """{"data":{"renameRecipe":{"recipe":{"name":"Soup","version":2},"errors":null}}}""",
            await _server.TextAsync(Rename));
        Assert.Equal(
            """{"data":{"renameRecipe":{"recipe":null,"errors":[{"__typename":"ConflictError","code":"CONFLICT","expectedVersion":1,"actualVersion":2,"message":"It was changed meanwhile: version 1 was expected, and it is version 2."}]}}}""",
            await _server.TextAsync(Rename));
        Assert.Equal("""{"data":{"recipe":{"version":2}}}""", await _server.TextAsync("{ recipe { version } }"));
    }

    [Fact]
    public async Task Stale_version_that_the_mutation_does_not_expect_has_the_code_and_both_versions()
    {
        var answer = await _server.QueryAsync("""mutation { retitle(input: {name: "Stew", version: 7}) { recipe { name } } }""");
        Assert.Equal(
            """{"actualVersion":1,"code":"CONFLICT","coordinate":"Mutation.retitle","expectedVersion":7}""",
            answer.GetProperty("errors")[0].GetProperty("extensions").GetRawText());
    }

    public sealed class Cookbook
    {
        public Recipe Recipe { get; set; } = new("Broth", 1);
    }
}

public sealed record Recipe(string Name, int Version);

[QueryType]
public static class RecipeQueries
{
    public static Recipe GetRecipe(ConflictTests.Cookbook book) => book.Recipe;
}

[MutationType]
public static class RecipeMutations
{
    [Error<ConflictException>]
    public static Recipe RenameRecipe(string name, int version, ConflictTests.Cookbook book)
    {
        ConflictException.ThrowIfStale(version, book.Recipe.Version);
        return book.Recipe = new(name, version + 1);
    }

    public static Recipe Retitle(string name, int version, ConflictTests.Cookbook book) =>
        RenameRecipe(name, version, book);
}
