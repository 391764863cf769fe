using System.Text.Json;
using Analytics.GraphQL.Execution;
using Analytics.GraphQL.Execution.Federation;
using Analytics.GraphQL.Tests.Oracle;
using Analytics.GraphQL.Tests.Transport;
using Analytics.GraphQL.Transport;
using Analytics.GraphQL.Types;
using Analytics.GraphQL.Types.Annotations;
using Analytics.GraphQL.Types.Building;
using Analytics.GraphQL.Types.Federation;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.GraphQL.Tests.Federation;

public sealed class FederationTests : IAsyncLifetime
{
    private const string Entities = "query($of: [_Any!]!) { _entities(representations: $of) { __typename ... on Ware { name rank } ... on Shelf { code } } }";

    private readonly WareLog _log = new();
    private GraphQLServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await GraphQLServer.StartAsync(
        builder => builder.AddTypes(typeof(WareQueries), typeof(WareNode), typeof(Seller)).AddDataLoader<WareLoader>().AddFederation()
            .ModifyCostOptions(options => options.ApplyCostDefaults = false),
        host => host.Services.AddSingleton(_log).AddAuthorization());

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Schema_of_a_subgraph_names_what_it_imports_and_leaves_out_what_gateways_add() => Assert.Equal(
        """
        schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@external", "@key", "@provides", "@requires", "@shareable"]) {
          query: Query
        }

        type Query {
          wares: [Ware!]!
          shelf: Shelf!
        }

        type Seller @key(fields: "id", resolvable: false) {
          id: ID!
          trust: Int @external
        }

        type Shelf @key(fields: "code") {
          code: String!
        }

        type Ware @key(fields: "id") @key(fields: "sku region") {
          id: ID!
          sku: String!
          region: String!
          name: String!
          weight: Int! @shareable
          stars: Int @external
          rank: String! @requires(fields: "stars")
          seller: Seller! @provides(fields: "trust")
        }

        """, await SdlAsync());

    [Fact]
    public void Schema_itself_has_the_fields_that_gateways_ask()
    {
        var schema = _server.Services.GetRequiredService<Schema>();
        Assert.Equal("_Service!", schema.QueryType.Fields["_service"].Type.ToString());
        Assert.Equal("[_Entity]!", schema.QueryType.Fields["_entities"].Type.ToString());
        Assert.Equal("[_Any!]!", schema.QueryType.Fields["_entities"].Arguments["representations"].Type.ToString());
        Assert.Equal(["Shelf", "Ware"], schema.GetPossibleTypes(schema.Types["_Entity"]).Select(type => type.Name));
    }

    [Fact]
    public async Task Apollo_builds_the_subgraph_and_composes_it_with_another()
    {
        await using var node = NodeProcess.Start("oracle.mjs", "federation");
        var sdl = await SdlAsync();
        Assert.Contains("type Ware", (await node.CallAsync("build", new { sdl })).GetString(), StringComparison.Ordinal);

        const string Reviews = """
            extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])
            type Query { best: Ware }
            type Ware @key(fields: "id") { id: ID! stars: Int }
            type Seller @key(fields: "id") { id: ID! trust: Int @shareable }
            """;
        var composed = await node.CallAsync("compose", new { subgraphs = new { wares = sdl, reviews = Reviews } });
        Assert.False(composed.TryGetProperty("errors", out var errors), errors.ToString());
        Assert.Contains("join__Graph", composed.GetProperty("supergraph").GetString(), StringComparison.Ordinal);

        var broken = await node.CallAsync("compose", new
        {
            subgraphs = new { wares = sdl.Replace("fields: \"id\")", "fields: \"nothing\")", StringComparison.Ordinal), reviews = Reviews },
        });
        Assert.NotEmpty(broken.GetProperty("errors").EnumerateArray());
    }

    [Fact]
    public async Task Entities_are_found_by_any_key_in_order_and_fetched_together()
    {
        var answer = await AskAsync(
            new { __typename = "Ware", id = "1", stars = 5 }, new { __typename = "Ware", sku = "pen", region = "US" },
            new { __typename = "Ware", id = "9" }, new { __typename = "Ware", id = 2 });
        Assert.Equal(
            """{"data":{"_entities":[{"__typename":"Ware","name":"Pen","rank":"top"},{"__typename":"Ware","name":"Pen","rank":"unknown"},null,{"__typename":"Ware","name":"Ink","rank":"unknown"}]}}""",
            answer);
        Assert.Equal(["1,9,2"], _log.Fetches);
    }

    [Theory]
    [InlineData("""{"id": "1"}""", "A representation needs a \"__typename\".")]
    [InlineData("""{"__typename": "Seller", "id": "1"}""", "\"Seller\" is no entity of this subgraph.")]
    [InlineData("""{"__typename": "Query"}""", "\"Query\" is no entity of this subgraph.")]
    [InlineData("""{"__typename": "Ware", "sku": "pen"}""", "The representation of a \"Ware\" has no key by which it is found.")]
    [InlineData("""{"__typename": "Ware", "id": null}""", "The field \"id\" of the representation has an invalid value: Expected non-nullable type \"ID!\" not to be null.")]
    public async Task Misfit_is_an_error_at_its_place_and_the_others_are_found(string representation, string message)
    {
        using var answer = JsonDocument.Parse(await AskAsync(
            JsonSerializer.Deserialize<JsonElement>(representation), new { __typename = "Ware", id = "2" }));
        var error = Assert.Single(answer.RootElement.GetProperty("errors").EnumerateArray().ToList());
        Assert.Equal(message, error.GetProperty("message").GetString());
        Assert.Equal("""["_entities",0]""", error.GetProperty("path").GetRawText());
        Assert.Equal("Ink", answer.RootElement.GetProperty("data").GetProperty("_entities")[1].GetProperty("name").GetString());
    }

    [Fact]
    public async Task Fault_behind_a_key_stays_in_the_process()
    {
        var answer = await AskAsync(new { __typename = "Ware", id = "666" });
        Assert.Contains("\"INTERNAL\"", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Permission_is_asked_for_each_entity()
    {
        var answer = await AskAsync(new { __typename = "Shelf", code = "A1" }, new { __typename = "Ware", id = "2" });
        Assert.Contains("\"AUTH_NOT_AUTHENTICATED\"", answer, StringComparison.Ordinal);
        Assert.Contains("[null,{", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void Entity_that_nobody_finds_is_a_fault_of_the_schema()
    {
        var fault = Assert.Throws<SchemaException>(() => new SchemaBuilder()
            .AddType(typeof(LostQueries)).AddType(typeof(SubgraphQueries))
            .AddContextType(typeof(IResolverContext)).Build());
        Assert.Contains(fault.Faults, one => one.Coordinate == "Lost"
            && one.Message.Contains("[ReferenceResolver]", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_AddFederation_nothing_is_added()
    {
        var schema = new SchemaBuilder().AddType(typeof(LostQueries)).Build();
        Assert.Null(schema.QueryType.Fields.Find("_entities"));
        Assert.Null(schema.QueryType.Fields.Find("_service"));
    }

    private async Task<string> SdlAsync() =>
        (await _server.QueryAsync("{ _service { sdl } }")).GetProperty("data").GetProperty("_service").GetProperty("sdl").GetString()!;

    private Task<string> AskAsync(params object[] of) => _server.TextAsync(Entities, new { of });

    [Key("id")]
    public sealed record Lost(int Id);

    [QueryType]
    public static class LostQueries
    {
        public static Lost GetLost() => new(1);
    }
}
