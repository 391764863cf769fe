using Analytics.GraphQL.Tests.Transport;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.GraphQL.Tests.Execution;

public sealed class SelectionTests(SelectionTests.PetServer pets) : IClassFixture<SelectionTests.PetServer>
{
    [Theory]
    [InlineData("{ a b @skip(if: true) c @include(if: false) d: a }", """{"a":1,"d":1}""")]
    [InlineData("query ($y: Boolean = true, $n: Boolean = false) { a @include(if: $n) b @include(if: $y) c @skip(if: $n) }", """{"b":2,"c":3}""")]
    [InlineData("{ ...F @include(if: false) ...F } fragment F on Query { a }", """{"a":1}""")]
    [InlineData("{ a @include(if: false) b a }", """{"b":2,"a":1}""")]
    [InlineData("{ ... @skip(if: true) { a } ... @include(if: true) { b } ... { c } }", """{"b":2,"c":3}""")]
    [InlineData("{ pets { name } pets { ... on Dog { barks } } }", """{"pets":[{"name":"Rex","barks":true},{"name":"Tom"}]}""")]
    [InlineData("{ pets { __typename ... on Cat { lives } ...P } } fragment P on Pet { n: name }", """{"pets":[{"__typename":"Dog","n":"Rex"},{"__typename":"Cat","lives":9,"n":"Tom"}]}""")]
    [InlineData("{ things { ... on Dog { name } ... on Stone { weight } } }", """{"things":[{"name":"Rex"},{"weight":2}]}""")]
    [InlineData("{ things { ... on Dog { friend { name } later { name } } __typename } }", """{"things":[{"friend":{"name":"Tom"},"later":{"name":"Tom"},"__typename":"Dog"},{"__typename":"Stone"}]}""")]
    public async Task Selection_answers_what_applies(string query, string expected)
    {
        var answer = await pets.Server.QueryAsync(query);
        Assert.Equal(expected, answer.GetProperty("data").GetRawText());
    }

    [Fact]
    public async Task Conditions_of_one_document_are_decided_by_each_request()
    {
        const string Query = "query ($x: Boolean!) { a @include(if: $x) b a }";
        Assert.Equal("""{"data":{"a":1,"b":2}}""", await pets.Server.TextAsync(Query, new { x = true }));
        Assert.Equal("""{"data":{"b":2,"a":1}}""", await pets.Server.TextAsync(Query, new { x = false }));
    }

    [Fact]
    public async Task Value_of_no_possible_type_is_an_internal_error_of_its_field()
    {
        var answer = await pets.Server.QueryAsync("{ a stray { name } }");
        Assert.Equal("""{"a":1,"stray":null}""", answer.GetProperty("data").GetRawText());
        Assert.Equal("INTERNAL", answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("query A { a } query B { b }", "B", """{"data":{"b":2}}""")]
    [InlineData("query A { a } query B { b }", null, "Must provide operation name if query contains multiple operations.")]
    [InlineData("query A { a }", "C", "Unknown operation named \\u0022C\\u0022.")]
    public async Task Operation_is_chosen_by_name(string query, string? operationName, string expected)
    {
        using var response = await pets.Server.SendAsync(new { query, operationName });
        Assert.Contains(System.Text.RegularExpressions.Regex.Unescape(expected).Replace("\"C\"", "\\\"C\\\"", StringComparison.Ordinal),
            await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    public sealed class PetServer : IAsyncLifetime
    {
        public GraphQLServer Server { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Server = await GraphQLServer.StartAsync(
            builder => builder.AddTypes(typeof(PetQueries), typeof(ThingType), typeof(DogFields)));

        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }
}

public interface IThing;

[InterfaceType]
public abstract record Pet(string Name) : IThing;

public sealed record Dog(string Name, bool Barks) : Pet(Name);

public sealed record Cat(string Name, int Lives) : Pet(Name);

public sealed record Stone(double Weight) : IThing;

[GraphQLIgnore]
public sealed record Ghost(string Name) : Pet(Name);

[UnionType<IThing>]
[GraphQLName("Thing")]
public static class ThingType;

[ExtendObjectType<Dog>]
public static class DogFields
{
    public static Pet GetFriend() => new Cat("Tom", 9);

    [GraphQLName("later")]
    public static async Task<Pet> FindLaterAsync()
    {
        await Task.Yield();
        return new Cat("Tom", 9);
    }
}

[QueryType]
public static class PetQueries
{
    public static int GetA() => 1;

    public static int GetB() => 2;

    public static int GetC() => 3;

    public static IReadOnlyList<Pet> GetPets() => [new Dog("Rex", true), new Cat("Tom", 9)];

    public static IReadOnlyList<IThing> GetThings() => [new Dog("Rex", true), new Stone(2)];

    public static Pet? GetStray() => new Ghost("Boo");
}
