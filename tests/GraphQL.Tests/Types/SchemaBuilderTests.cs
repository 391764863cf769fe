using System.Collections.Immutable;
using Analytics.GraphQL.Tests.Shop;
using Analytics.GraphQL.Types;
using Analytics.GraphQL.Types.Annotations;
using Analytics.GraphQL.Types.Building;
using Analytics.GraphQL.Types.Paging;

namespace Analytics.GraphQL.Tests.Types;

public sealed class SchemaBuilderTests
{
    [Fact]
    public void Schema_follows_from_the_types_and_their_documentation() => Assert.Equal(
        """"
        """
        The `Decimal` scalar type represents a decimal number with up to 28 significant digits, written exactly as a JSON number without exponent.
        """
        scalar Decimal

        """An amount."""
        type Money {
          """Exact."""
          amount: Decimal!
          """ISO 4217."""
          currency: String!
        }

        """Something that can be bought."""
        type Product {
          """Stable number."""
          id: Int!
          """What customers see; never null."""
          name: String!
          """In the shop's currency."""
          price: Money!
          """Where it is listed."""
          category: ProductCategory!
          """Free words, in `any` order."""
          tags: [String!]!
          """Mean of 1 to 5 stars; null without ratings."""
          rating: Float
        }

        """Where products are listed."""
        enum ProductCategory {
          """Things to read."""
          PAPER_GOODS
          """Things to eat."""
          FOOD
        }

        type Query {
          """A greeting."""
          hello(
            """Who is greeted."""
            name: String! = "world"
          ): String!
          """All products."""
          products(category: ProductCategory): [Product!]!
          """The product with the id; null when there is none."""
          product(id: ID!): Product
        }

        """", OneLine(SchemaPrinter.Print(Build(typeof(ProductQueries)))));

    [Fact]
    public void Printed_schema_can_be_parsed_again()
    {
        var text = SchemaPrinter.Print(Build(typeof(ProductQueries), typeof(PagedQueries)));
        Assert.NotEmpty(Analytics.GraphQL.Language.Utf8GraphQLParser.Parse(text).Definitions);
    }

    [Fact]
    public void Connections_are_named_after_their_items()
    {
        var schema = Build(typeof(PagedQueries));
        var connection = Assert.IsType<ObjectType>(schema.FindType("ProductConnection"));
        Assert.Equal("[ProductEdge!]!", connection.Fields["edges"].Type.ToString());
        Assert.Equal("[Product!]!", connection.Fields["nodes"].Type.ToString());
        Assert.Equal("Long", connection.Fields["totalCount"].Type.ToString());
    }

    [Fact]
    public void Input_gets_its_suffix_and_its_defaults()
    {
        var input = Assert.IsType<InputObjectType>(Build(typeof(PagedQueries)).FindType("PageRequestInput"));
        Assert.Equal(["after", "categories", "size", "range"], input.Fields.Select(field => field.Name));
        Assert.Equal("Int!", input.Fields["size"].Type.ToString());
        Assert.False(input.Fields["size"].IsRequired);
        Assert.Equal("[ProductCategory!]", input.Fields["categories"].Type.ToString());
    }

    [Fact]
    public void All_faults_are_reported_at_once()
    {
        var fault = Assert.Throws<SchemaException>(() => Build(typeof(FaultyQueries)));
        Assert.Equal(
            [
                "Query.callback: Returns System.Action, which has no GraphQL type.",
                "Query.take(map:): Takes System.Collections.Generic.Dictionary`2[System.String,System.Int32], which has no GraphQL input type.",
            ], fault.Faults.Select(each => each.ToString()).Order());
    }

    [Fact]
    public void Schema_without_query_type_is_refused() =>
        Assert.Contains("[QueryType]", Assert.Throws<SchemaException>(() => Build()).Message, StringComparison.Ordinal);

    [Fact]
    public void Inputs_that_cannot_be_written_down_are_refused()
    {
        var fault = Assert.Throws<SchemaException>(() => Build(typeof(EndlessQueries)));
        Assert.Equal(
            [
                "EndlessInput: Input Object EndlessInput cannot be provided a finite value because it references itself through fields: EndlessInput.next.",
                "StrictInput.b: OneOf input field StrictInput.b must be nullable.",
            ], fault.Faults.Select(each => each.ToString()).Order());
    }

    private static Schema Build(params Type[] types)
    {
        var builder = new SchemaBuilder();
        foreach (var type in types)
            builder.AddType(type);
        return builder.Build();
    }

    // Descriptions of one line, written as such, keep the expected text readable.
    private static string OneLine(string sdl) => System.Text.RegularExpressions.Regex.Replace(
        sdl, "\"\"\"\n *([^\n]{1,60})\n *\"\"\"", "\"\"\"$1\"\"\"");
}

public sealed record PageRequest(string? After, ImmutableArray<ProductCategory>? Categories, int Size = 50)
{
    [DefaultValueSyntax("{amount: 1.5}")]
    public PriceInput? Range { get; init; }
}

public sealed record PriceInput(decimal Amount);

[QueryType]
public static class PagedQueries
{
    public static Connection<Product> GetPage(PageRequest? request) =>
        new([], new PageInfo(request is null, false, null, null));
}

[QueryType]
public static class FaultyQueries
{
    public static Action GetCallback() => () => { };

    public static int Take(Dictionary<string, int> map) => map.Count;
}

public sealed record EndlessInput(int Depth, EndlessInput Next);

[OneOf]
public sealed record StrictInput(string? A, int B);

[QueryType]
public static class EndlessQueries
{
    public static int Take(EndlessInput endless, StrictInput strict) => endless is null || strict is null ? 0 : 1;
}
