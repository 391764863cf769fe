using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Analytics.GraphQL.Tests.Shop;
using Analytics.GraphQL.Tests.Transport;

namespace Analytics.GraphQL.Tests.Execution;

public sealed class LimitTests(ShopServer shop) : IClassFixture<ShopServer>
{
    public static TheoryData<string, string, string> Hostile => new()
    {
        { "10,000 aliases", $"{{{string.Concat(Enumerable.Range(0, 10_000).Select(index => $" a{index}: hello"))} }}", "DOCUMENT_TOO_LARGE" },
        { "1,000 aliases", $"{{{string.Concat(Enumerable.Range(0, 1_000).Select(index => $" a{index}: hello"))} }}", "TOO_MANY_ALIASES" },
        { "3,000 fields", $"{{{string.Concat(Enumerable.Range(0, 3_000).Select(index => $" ...{{ hello }}"))} }}", "TOO_MANY_FIELDS" },
        { "200 times one field", $"{{{string.Concat(Enumerable.Repeat(" hello", 200))} }}", "TOO_MANY_REPEATED_FIELDS" },
        { "1,000 directives", $"{{ hello {string.Concat(Enumerable.Repeat(" @skip(if: false)", 1_000))} }}", "TOO_MANY_DIRECTIVES" },
        { "a field within itself", $"{string.Concat(Enumerable.Repeat("{ a ", 12))}{{ b }}{new string('}', 12)}", "FIELD_CYCLE_TOO_DEEP" },
        { "a field within itself by fragments", "{ ...A } fragment A on Query { a { ...B } } fragment B on Query { a { a { a { a { ...C } } } } } fragment C on Query { a { a { a { a { a { a { a { b } } } } } } } }", "FIELD_CYCLE_TOO_DEEP" },
        { "2,000 brackets", new string('{', 2_000), "GRAPHQL_PARSE_FAILED" },
        { "2,000 brackets in a value", $"{{ hello(name: {new string('[', 2_000)}", "DOCUMENT_TOO_LARGE" },
        { "50 levels", $"{string.Concat(Enumerable.Repeat("{ a ", 50))}{new string('}', 50)}", "QUERY_TOO_DEEP" },
        { "fragment bomb", FragmentBomb(30), "TOO_MANY_FIELDS" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task Hostile_document_is_refused_within_50_ms(string what, string document, string code)
    {
        var fastest = TimeSpan.MaxValue;
        // The first try compiles, others may share the machine; a comment makes each a new document.
        for (var attempt = 0; attempt < 5; attempt++)
        {
            var clock = Stopwatch.StartNew();
            var answer = await shop.Server.QueryAsync($"{document}#{attempt}");
            fastest = clock.Elapsed < fastest ? clock.Elapsed : fastest;
            Assert.Equal(code, Code(answer));
            Assert.False(answer.TryGetProperty("data", out _));
        }
        Assert.True(fastest < TimeSpan.FromMilliseconds(50), $"{what} took {fastest.TotalMilliseconds} ms.");
    }

    [Fact]
    public async Task Fragments_in_a_circle_are_refused()
    {
        var answer = await shop.Server.QueryAsync("{ ...A } fragment A on Query { ...B } fragment B on Query { ...A hello }");
        Assert.Equal("GRAPHQL_VALIDATION_FAILED", Code(answer));
    }

    [Fact]
    public async Task Document_and_variables_larger_than_their_limits_are_refused()
    {
        await using var server = await GraphQLServer.StartAsync(builder => builder.AddTypes(typeof(ProductQueries))
            .ModifyRequestOptions(options => (options.MaxDocumentBytes, options.MaxVariablesBytes) = (100, 100)));
        Assert.Equal("DOCUMENT_TOO_LARGE", Code(await server.QueryAsync("{ hello }" + new string(' ', 100))));
        Assert.Equal("VARIABLES_TOO_LARGE", Code(await server.QueryAsync(
            "query ($n: String!) { hello(name: $n) }", new { n = new string('x', 100) })));
    }

    [Theory]
    [InlineData("[[[[[0]]]]]", "VARIABLES_TOO_DEEP")]
    [InlineData("[0,0,0,0,0,0,0,0,0,0,0,0]", "VARIABLE_LIST_TOO_LONG")]
    [InlineData("[[0,0,0],[0,0,0,0,0,0]]", "BAD_USER_INPUT")]
    public async Task Variables_have_limits_of_nesting_and_length(string value, string code)
    {
        await using var server = await GraphQLServer.StartAsync(builder => builder.AddTypes(typeof(ProductQueries))
            .ModifyRequestOptions(options => (options.MaxVariableDepth, options.MaxVariableListLength) = (4, 10)));
        Assert.Equal(code, Code(await server.QueryAsync(
            "query ($n: String!) { hello(name: $n) }", new { n = JsonElement.Parse(value) })));
    }

    [Fact]
    public async Task Faults_of_a_document_are_told_up_to_a_number()
    {
        await using var server = await GraphQLServer.StartAsync(builder => builder.AddTypes(typeof(ProductQueries))
            .ModifyRequestOptions(options => options.MaxValidationErrors = 3));
        var errors = (await server.QueryAsync("{ a b c d e f }")).GetProperty("errors");
        Assert.Equal(4, errors.GetArrayLength());
        Assert.Equal("Too many validation errors, error limit reached. Validation aborted.", errors[3].GetProperty("message").GetString());
    }

    private static string? Code(JsonElement answer) =>
        answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString();

    private static string FragmentBomb(int levels)
    {
        var text = new StringBuilder("{ ...F0 }");
        for (var level = 0; level < levels; level++)
            text.Append($" fragment F{level} on Query {{ ...F{level + 1} ...F{level + 1} }}");
        return text.Append($" fragment F{levels} on Query {{ hello }}").ToString();
    }
}
