using Analytics.GraphQL.Language;
using Analytics.GraphQL.Tests.Oracle;
using Analytics.GraphQL.Types;
using Analytics.GraphQL.Validation;

namespace Analytics.GraphQL.Tests.Incremental;

/// <summary>Lists that are streamed cannot be merged.</summary>
public sealed class StreamConflictTests
{
    [Theory]
    [InlineData("{ hero { tags @stream tags } }")]
    [InlineData("{ hero { tags tags @stream(initialCount: 1) } }")]
    [InlineData("{ hero { tags @stream tags @stream } }")]
    [InlineData("{ hero { tags @stream(initialCount: 1, label: null) tags @stream(label: null, initialCount: 1) } }")]
    [InlineData("{ hero { tags @stream(initialCount: 1) tags @stream(initialCount: 2) } }")]
    [InlineData("{ hero { tags @stream(if: false) ...F } } fragment F on Hero { tags }")]
    [InlineData("{ hero { friends @stream { id } } hero { friends { id } } }")]
    [InlineData("{ hero { friends @stream { id } } ... @defer { hero { friends { id } } } }")]
    [InlineData("{ hero { tags: friends @stream { id } tags } }")]
    public async Task Two_selections_of_a_streamed_list_conflict(string document)
    {
        var schema = IncrementalSchema.Heroes.Schema;
        var reference = await NodeProcess.Oracle.CallAsync(
            "incremental", new { schema = SchemaPrinter.Print(schema), document, variables = "{}" });
        Assert.Equal(
            reference.GetProperty("invalid").EnumerateArray().Select(message => message.GetString()),
            DocumentValidator.Validate(schema, Utf8GraphQLParser.Parse(document)).Select(error => error.Message));
    }

    [Theory]
    [InlineData("{ hero { tags @stream } heroes { tags @stream } }")]
    [InlineData("{ hero { ...F best { ...F } } } fragment F on Hero { tags @stream }")]
    [InlineData("{ hero { ...F ...F } } fragment F on Hero { tags @stream }")]
    [InlineData("{ hero { ...F } hero { ...F } } fragment F on Hero { tags @stream }")]
    public async Task Streamed_lists_of_different_places_do_not(string document)
    {
        var schema = IncrementalSchema.Heroes.Schema;
        var reference = await NodeProcess.Oracle.CallAsync(
            "incremental", new { schema = SchemaPrinter.Print(schema), document, variables = "{}" });
        Assert.False(reference.TryGetProperty("invalid", out _));
        Assert.Empty(DocumentValidator.Validate(schema, Utf8GraphQLParser.Parse(document)));
    }
}
