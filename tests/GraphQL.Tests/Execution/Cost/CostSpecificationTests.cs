using Analytics.GraphQL.Execution.Cost;
using Analytics.GraphQL.Tests.Validation;

namespace Analytics.GraphQL.Tests.Execution.Cost;

/// <summary>The examples of IBM's GraphQL Cost Directives Specification and what follows from its text.</summary>
public sealed class CostSpecificationTests
{
    private const string Users =
        """
        type User { name: String age: Int @cost(weight: "2.0") }
        type Query { users(max: Int): [User] @listSize(slicingArguments: ["max"]) }
        """;

    private const string Products =
        """
        input Filter { f: String approx: Approximate @cost(weight: "-12.0") }
        input Approximate { f: String }
        type Product { name: String }
        type Query {
          topProducts(filter: Filter @cost(weight: "15.0")): [String] @cost(weight: "5.0") @listSize(assumedSize: 10)
          mostPopularProduct(approx: Approximate @cost(weight: "-3.0")): Product @cost(weight: "5.0")
          example: [String] @cost(weight: "5.0")
        }
        directive @approx(tolerance: Float! @cost(weight: "-1.0")) on FIELD
        """;

    private const string Connections =
        """
        type Query {
          people(first: Int, last: Int, after: String): PersonConnection
            @listSize(slicingArguments: ["first", "last"], sizedFields: ["edges", "nodes"], requireOneSlicingArgument: false, assumedSize: 50, slicingArgumentDefaultValue: 10)
          found(filter: Find = {max: 4}): [Person] @listSize(slicingArguments: ["filter.max"])
          any(max: Int = 3): [Being] @listSize(slicingArguments: ["max"])
          unknown: [Person]
        }
        input Find { max: Int name: String }
        type PersonConnection { edges: [Edge] nodes: [Person] pageInfo: PageInfo }
        type PageInfo { more: Boolean }
        type Edge { node: Person }
        interface Being { name: String friends(first: Int = 2): [Being] @listSize(slicingArguments: ["first"]) }
        type Person implements Being { name: String friends(first: Int = 2): [Being] @listSize(slicingArguments: ["first"]) pets: [Robot] @listSize(assumedSize: 7) }
        type Robot implements Being @cost(weight: "4") { name: String @cost(weight: "3") friends(first: Int = 2): [Being] @listSize(slicingArguments: ["first"]) mood: Mood }
        enum Mood @cost(weight: "0.5") { GOOD BAD }
        """;

    [Theory]
    // One call of users, five times age: 1 + 5 * 2; one query and five users.
    [InlineData(Users, "query Example { users(max: 5) { age } }", 11, 6)]
    [InlineData(Users, "query Example { users(max: 0) { age } }", 1, 1)]
    [InlineData(Products, "{ topProducts }", 5, 1)]
    [InlineData(Products, "{ topProducts(filter: {f: \"a filter\"}) }", 20, 1)]
    [InlineData(Products, "{ topProducts(filter: {approx: {f: \"x\"}}) }", 8, 1)]
    [InlineData(Products, "{ mostPopularProduct { name } }", 5, 2)]
    [InlineData(Products, "{ mostPopularProduct(approx: {}) { name } }", 2, 2)]
    [InlineData(Products, "{ example @approx(tolerance: 0) }", 4, 1)]
    public void Examples_of_the_specification_have_their_figures(string sdl, string query, double fieldCost, double typeCost) =>
        Assert.Equal(new OperationCost(fieldCost, typeCost), SdlCost.Of(sdl, query));

    [Theory]
    // people 1, edges 1, node once an edge; one query, one connection, three edges, three people.
    [InlineData("{ people(first: 3) { edges { node { name } } } }", 5, 8)]
    [InlineData("{ people(first: 3) { edges { node { name } } nodes { name } pageInfo { more } } }", 7, 12)]
    [InlineData("{ people { nodes { name } } }", 2, 12)]
    [InlineData("{ people(first: 2, last: 5) { nodes { name } } }", 2, 7)]
    [InlineData("{ people(first: null) { nodes { name } } }", 2, 12)]
    [InlineData("{ found { name } }", 1, 5)]
    [InlineData("{ found(filter: {max: 9}) { name } }", 2, 10)]
    [InlineData("{ found(filter: {name: \"x\"}) { name } }", 2, 2)]
    [InlineData("{ unknown { name } }", 1, 2)]
    // The costliest possible type counts: three robots of weight 4, whose names weigh 3.
    [InlineData("{ any { name } }", 10, 13)]
    [InlineData("{ any { ... on Person { name pets { mood } } } }", 4, 98.5)]
    [InlineData("{ any { friends { name } } }", 22, 37)]
    [InlineData("{ any(max: 1) { ... on Robot { mood } ... on Person { pets { name } } } }", 23, 30)]
    public void Lists_multiply_what_is_selected_in_them(string query, double fieldCost, double typeCost) =>
        Assert.Equal(new OperationCost(fieldCost, typeCost), SdlCost.Of(Connections, query));

    [Theory]
    [InlineData("query($n: Int) { people(first: $n) { nodes { name } } }", "{\"n\": 4}", 2, 6)]
    [InlineData("query($n: Int) { people(first: $n) { nodes { name } } }", "{}", 2, 12)]
    [InlineData("query($n: Int) { people(first: $n) { nodes { name } } }", "{\"n\": null}", 2, 12)]
    [InlineData("query($n: Int = 6) { people(first: $n) { nodes { name } } }", "{}", 2, 8)]
    [InlineData("query($n: Int) { any(max: $n) { name } }", "{}", 10, 13)]
    [InlineData("query($n: Int) { any(max: $n) { name } }", "{\"n\": 5}", 16, 21)]
    [InlineData("query($f: Find) { found(filter: $f) { name } }", "{\"f\": {\"max\": 20}}", 2, 21)]
    [InlineData("query($n: Int) { found(filter: {max: $n}) { name } }", "{\"n\": 20}", 2, 21)]
    [InlineData("query($n: Int) { people(first: $n) { nodes { friends(first: $n) { name } } } }", "{\"n\": 3}", 32, 41)]
    public void Variables_size_lists_as_literals_do(string query, string variables, double fieldCost, double typeCost) =>
        Assert.Equal(new OperationCost(fieldCost, typeCost), SdlCost.Of(Connections, query, variables));

    [Theory]
    [InlineData("query($f: Filter) { topProducts(filter: $f) }", "{\"f\": {\"approx\": {\"f\": \"x\"}}}", 8)]
    [InlineData("query($f: Filter) { topProducts(filter: $f) }", "{\"f\": {}}", 20)]
    [InlineData("query($f: Filter) { topProducts(filter: $f) }", "{}", 5)]
    [InlineData("query($a: Approximate) { topProducts(filter: {approx: $a}) }", "{\"a\": {}}", 8)]
    [InlineData("query($a: Approximate) { topProducts(filter: {approx: $a}) }", "{}", 20)]
    public void Input_objects_in_variables_weigh_what_they_weigh_as_literals(string query, string variables, double fieldCost) =>
        Assert.Equal(fieldCost, SdlCost.Of(Products, query, variables).FieldCost);

    [Theory]
    [InlineData("{ users { name } }", "Query.users needs exactly one of the arguments max; 0 are given.")]
    [InlineData("{ users(max: null) { name } }", "Query.users needs exactly one of the arguments max; 0 are given.")]
    [InlineData("{ users(max: 1) { name } }", null)]
    [InlineData("query($n: Int) { users(max: $n) { name } }", null)]
    public void Slicing_argument_can_be_demanded(string query, string? message) => Assert.Equal(
        message, SdlCost.Compile(SdlSchema.Of(SdlCost.Directives + Users), query).Fault?.Message);

    [Fact]
    public void Same_field_selected_twice_is_resolved_and_counted_once() => Assert.Equal(
        SdlCost.Of(Connections, "{ people(first: 3) { nodes { name } pageInfo { more } } }"),
        SdlCost.Of(Connections, "{ people(first: 3) { nodes { name } } ...F people(first: 3) { ...G } } "
            + "fragment F on Query { people(first: 3) { pageInfo { more } } } fragment G on PersonConnection { nodes { name } }"));

    [Fact]
    public void Field_that_makes_itself_cheaper_pays_for_no_other()
    {
        const string Sdl = "type Query { a(b: Int @cost(weight: \"-100\")): Int @cost(weight: \"5\") c: Int @cost(weight: \"7\") }";
        Assert.Equal(7, SdlCost.Of(Sdl, "{ a(b: 1) c }").FieldCost);
    }
}
