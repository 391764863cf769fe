using System.Collections.Immutable;
using Analytics.GraphQL.Language;

namespace Analytics.GraphQL.Tests.Language;

public sealed class Utf8GraphQLParserTests
{
    [Fact]
    public void A_field_has_alias_arguments_directives_and_selection()
    {
        var field = Assert.IsType<FieldNode>(Selections("{ a: b(c: 1, d: $e) @f(g: true) @h { i } }").Single());

        Assert.Equal("a", field.Alias!.Value);
        Assert.Equal("b", field.Name.Value);
        Assert.Equal("a", field.ResponseName);
        Assert.Equal(["c", "d"], field.Arguments.Select(argument => argument.Name.Value));
        Assert.Equal(["f", "h"], field.Directives.Select(directive => directive.Name.Value));
        Assert.Equal("i", Assert.IsType<FieldNode>(field.SelectionSet!.Selections.Single()).ResponseName);
    }

    [Fact]
    public void Three_dots_are_a_spread_or_a_fragment_in_place()
    {
        var selections = Selections("{ ...F @a ... on T { b } ... @c { d } ...onward }");

        Assert.Equal("F", Assert.IsType<FragmentSpreadNode>(selections[0]).Name.Value);
        Assert.Equal("T", Assert.IsType<InlineFragmentNode>(selections[1]).TypeCondition!.Name.Value);
        var unconditional = Assert.IsType<InlineFragmentNode>(selections[2]);
        Assert.Null(unconditional.TypeCondition);
        Assert.Equal("c", unconditional.Directives.Single().Name.Value);
        Assert.Equal("onward", Assert.IsType<FragmentSpreadNode>(selections[3]).Name.Value);
    }

    [Theory]
    [InlineData("{ a }", OperationType.Query, null)]
    [InlineData("query { a }", OperationType.Query, null)]
    [InlineData("query mutation { a }", OperationType.Query, "mutation")]
    [InlineData("mutation query { a }", OperationType.Mutation, "query")]
    [InlineData("subscription fragment { on }", OperationType.Subscription, "fragment")]
    public void Keywords_are_names_elsewhere(string source, OperationType operation, string? name)
    {
        var definition = Assert.IsType<OperationDefinitionNode>(Utf8GraphQLParser.Parse(source).Definitions.Single());

        Assert.Equal(operation, definition.Operation);
        Assert.Equal(name, definition.Name?.Value);
    }

    [Fact]
    public void Operations_variables_and_fragments_have_descriptions()
    {
        var document = Utf8GraphQLParser.Parse("""
            "of the query" query Q("of the variable" $a: Int) { b(c: $a) }
            "of the fragment" fragment F on T { a }
            """);

        var operation = Assert.IsType<OperationDefinitionNode>(document.Definitions[0]);
        Assert.Equal("of the query", operation.Description!.Value);
        Assert.Equal("of the variable", operation.VariableDefinitions.Single().Description!.Value);
        Assert.Equal(
            "of the fragment", Assert.IsType<FragmentDefinitionNode>(document.Definitions[1]).Description!.Value);
    }

    [Fact]
    public void A_node_knows_its_bytes_and_the_place_of_its_first_character()
    {
        var operation = Utf8GraphQLParser.Parse("# é\nquery Q {\n  a(b: \"é😀\") c\n}")
            .Definitions.OfType<OperationDefinitionNode>().Single();

        Assert.Equal(new Location(5, 35, 2, 1), operation.Location);
        var fields = operation.SelectionSet.Selections;
        Assert.Equal(new Location(17, 31, 3, 3), fields[0].Location);
        // Column 15: the emoji is two units and the accented letter one, whatever their bytes.
        Assert.Equal(new Location(32, 33, 3, 15), fields[1].Location);
    }

    [Theory]
    [InlineData("1", SyntaxKind.IntValue)]
    [InlineData("-0", SyntaxKind.IntValue)]
    [InlineData("123456789012345678901234567890", SyntaxKind.IntValue)]
    [InlineData("1.5", SyntaxKind.FloatValue)]
    [InlineData("-1E+10", SyntaxKind.FloatValue)]
    [InlineData("0.0e-1", SyntaxKind.FloatValue)]
    [InlineData("true", SyntaxKind.BooleanValue)]
    [InlineData("null", SyntaxKind.NullValue)]
    [InlineData("trueish", SyntaxKind.EnumValue)]
    [InlineData("[]", SyntaxKind.ListValue)]
    [InlineData("[1, [null], {}]", SyntaxKind.ListValue)]
    [InlineData("{a: 1, b: {c: [2]}}", SyntaxKind.ObjectValue)]
    [InlineData("\"\"", SyntaxKind.StringValue)]
    public void Values_are_kept_as_written(string source, SyntaxKind kind)
    {
        var value = Utf8GraphQLParser.ParseValue(source);

        Assert.Equal(kind, value.Kind);
        Assert.Equal(source, value.ToString());
    }

    [Theory]
    [InlineData("Int")]
    [InlineData("[Int!]!")]
    [InlineData("[[Name]!]")]
    public void Type_references_are_kept_as_written(string source) =>
        Assert.Equal(source, Utf8GraphQLParser.ParseType(source).ToString());

    [Fact]
    public void A_variable_is_no_constant() =>
        Assert.Throws<SyntaxException>(() => Utf8GraphQLParser.ParseValue("[$a]"));

    [Fact]
    public void Equal_names_of_several_documents_are_one_string()
    {
        var first = Assert.IsType<FieldNode>(Selections("{ revenueByMonth }").Single());
        var second = Assert.IsType<FieldNode>(Selections("{ a: revenueByMonth }").Single());

        Assert.Same(first.Name.Value, second.Name.Value);
    }

    private static ImmutableArray<ISelectionNode> Selections(string source) =>
        Utf8GraphQLParser.Parse(source).Definitions.OfType<OperationDefinitionNode>().Single().SelectionSet.Selections;
}
