using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Analytics.GraphQL.Tests.Transport;
using Analytics.GraphQL.Types;
using Analytics.GraphQL.Types.Annotations;
using Analytics.GraphQL.Types.Paging;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.GraphQL.Tests.Execution.Cost;

/// <summary>Budgets of a server, and what it tells of costs.</summary>
public sealed class CostLimitTests : IAsyncLifetime
{
    private GraphQLServer _server = null!;

    public async ValueTask InitializeAsync() =>
        _server = await GraphQLServer.StartAsync(builder => builder.AddTypes(typeof(LibraryQueries))
            .ModifyCostOptions(options =>
            {
                (options.MaxFieldCost, options.MaxTypeCost) = (100, 200);
                options.FieldWeights["Query.scan"] = request => request.User.Identity?.Name is null ? 90 : 1;
            }));

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public void Annotations_and_defaults_stand_in_the_schema()
    {
        var sdl = SchemaPrinter.Print(_server.Services.GetRequiredService<Schema>());
        Assert.Contains("""directive @cost(""", sdl, StringComparison.Ordinal);
        Assert.Contains(""" on ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | OBJECT | SCALAR""", sdl, StringComparison.Ordinal);
        Assert.Contains("""  slow: Int! @cost(weight: "10")""", sdl, StringComparison.Ordinal);
        Assert.Contains("""  shelf(rows: Int @cost(weight: "0.5")): [Volume!]! @listSize(slicingArguments: ["rows"], slicingArgumentDefaultValue: 3, requireOneSlicingArgument: false)""", sdl, StringComparison.Ordinal);
        Assert.Contains("""  volumes(first: Int, after: String): VolumeConnection! @listSize(assumedSize: 50, slicingArguments: ["first"], slicingArgumentDefaultValue: 10, sizedFields: ["edges", "nodes"], requireOneSlicingArgument: false)""", sdl, StringComparison.Ordinal);
        Assert.Contains("""type Volume @cost(weight: "2") {""", sdl, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ slow }", 10, 1)]
    [InlineData("{ shelf { title } }", 1, 7)]
    [InlineData("{ shelf(rows: 10) { title } }", 1.5, 21)]
    [InlineData("{ volumes { nodes { title } } }", 2, 22)]
    [InlineData("{ volumes(first: 50) { nodes { title } } __schema { types { name } } }", 2, 102)]
    [InlineData("{ scan }", 90, 1)]
    public async Task Cost_is_reported_to_those_who_ask(string query, double fieldCost, double typeCost)
    {
        var answer = await AskAsync(query, "report");
        Assert.True(answer.TryGetProperty("data", out _));
        Assert.Equal((fieldCost, typeCost), Costs(answer.GetProperty("extensions").GetProperty("cost")));
        Assert.False((await AskAsync(query, null)).TryGetProperty("extensions", out _));
    }

    [Fact]
    public async Task Validation_of_cost_executes_nothing_and_refuses_nothing()
    {
        var answer = await AskAsync("{ a: scan b: scan c: counted }", "validate");
        Assert.Equal("""{"extensions":{"cost":{"fieldCost":180,"typeCost":1}}}""", answer.GetRawText());
        Assert.Equal(0, LibraryQueries.Calls);
    }

    [Theory]
    [InlineData("{ a: scan b: scan }", 180, 1)]
    [InlineData("{ shelf(rows: 100) { title } }", 1.5, 201)]
    public async Task Operation_over_a_budget_is_refused_with_its_cost(string query, double fieldCost, double typeCost)
    {
        var error = (await AskAsync(query, null)).GetProperty("errors")[0].GetProperty("extensions");
        Assert.Equal("COST_EXCEEDED", error.GetProperty("code").GetString());
        Assert.Equal((fieldCost, typeCost), Costs(error));
        Assert.Equal((100, 200), (error.GetProperty("maxFieldCost").GetDouble(), error.GetProperty("maxTypeCost").GetDouble()));
    }

    [Fact]
    public async Task Variables_decide_whether_a_document_is_refused()
    {
        const string Query = "query($n: Int) { shelf(rows: $n) { title } }";
        Assert.True((await _server.QueryAsync(Query, new { n = 20 })).TryGetProperty("data", out _));
        Assert.True((await _server.QueryAsync(Query, new { n = 2_000 })).TryGetProperty("errors", out _));
        Assert.True((await _server.QueryAsync(Query, new { n = 20 })).TryGetProperty("data", out _));
    }

    [Fact]
    public async Task Weight_for_a_field_that_is_none_stops_the_start()
    {
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => GraphQLServer.StartAsync(builder =>
            builder.AddTypes(typeof(LibraryQueries)).ModifyCostOptions(options => options.FieldWeights["Query.skan"] = _ => 1)));
        Assert.Equal("A weight is given for Query.skan, which is no field of the schema.", fault.Message);
    }

    [Fact]
    public void Fragments_that_multiply_are_weighed_in_the_time_of_their_text()
    {
        var text = new StringBuilder("{ ...F0 }");
        for (var level = 0; level < 60; level++)
            text.Append($" fragment F{level} on Node {{ a: next(n: $n) {{ ...F{level + 1} }} b: next(n: 1) {{ ...F{level + 1} }} }}");
        text.Append(" fragment F60 on Node { next { id } }").Replace("{ ...F0 }", "query($n: Int) { node { ...F0 } }", 0, 10);
        var cost = SdlCost.Of(
            """
            type Query { node: Node }
            interface Node { next(n: Int): [Node] @listSize(slicingArguments: ["n"], assumedSize: 1, requireOneSlicingArgument: false) id: ID }
            type A implements Node { next(n: Int): [Node] @listSize(slicingArguments: ["n"], assumedSize: 1, requireOneSlicingArgument: false) id: ID }
            type B implements Node { next(n: Int): [Node] @listSize(slicingArguments: ["n"], assumedSize: 1, requireOneSlicingArgument: false) id: ID }
            """, text.ToString(), """{"n": 1}""");
        // node, then twice as many at each of 60 levels, then one last next each.
        Assert.Equal(1 + (Math.Pow(2, 61) - 2) + Math.Pow(2, 60), cost.FieldCost);
    }

    private async Task<JsonElement> AskAsync(string query, string? header)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query }) };
        if (header is not null)
            request.Headers.Add("GraphQL-Cost", header);
        using var response = await _server.Client.SendAsync(request);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static (double Field, double Type) Costs(JsonElement cost) =>
        (cost.GetProperty("fieldCost").GetDouble(), cost.GetProperty("typeCost").GetDouble());
}

[QueryType]
public static class LibraryQueries
{
    [GraphQLIgnore]
    public static int Calls { get; private set; }

    public static Task<int> GetSlowAsync() => Task.FromResult(1);

    public static int GetScan() => 1;

    public static int GetCounted() => ++Calls;

    [ListSize(SlicingArguments = ["rows"], SlicingArgumentDefaultValue = 3, RequireOneSlicingArgument = false)]
    public static IReadOnlyList<Volume> GetShelf([Cost(0.5)] int? rows) =>
        [.. Enumerable.Range(0, rows ?? 3).Select(index => new Volume($"{index}"))];

    public static Connection<Volume> GetVolumes(int? first, string? after) => new(
        [.. Enumerable.Range(0, first ?? 10).Select(index => new Edge<Volume>(new Volume($"{after}{index}"), $"{index}"))],
        new PageInfo(false, false, null, null));
}

[Cost(2)]
public sealed record Volume(string Title);
