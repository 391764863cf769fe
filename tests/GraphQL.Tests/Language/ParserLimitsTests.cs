using Analytics.GraphQL.Language;

namespace Analytics.GraphQL.Tests.Language;

public sealed class ParserLimitsTests
{
    [Theory]
    [InlineData("{ a(b: ", "[", "")]
    [InlineData("{ a(b: ", "{c: ", "")]
    [InlineData("", "{ a ", "")]
    [InlineData("", "{ ... ", "")]
    [InlineData("query ($a: ", "[", "Int")]
    public void Two_thousand_open_brackets_are_refused(string start, string open, string end)
    {
        var source = start + string.Concat(Enumerable.Repeat(open, 2000)) + end;

        var fault = Refuse(source, ParserOptions.Default);

        Assert.Equal("Syntax Error: Document is nested deeper than 200 levels. Parsing aborted.", fault.Message);
    }

    [Fact]
    public void A_limit_beyond_the_stack_is_refused_too_and_not_overflowed()
    {
        var source = "{ a(b: " + new string('[', 5_000_000);

        Refuse(source, new ParserOptions
        {
            MaxDepth = int.MaxValue, MaxBytes = int.MaxValue, MaxTokens = int.MaxValue,
        });
    }

    [Theory]
    [InlineData("{ a { b } }", 2, null)]
    [InlineData("{ a { b } }", 1, "Document is nested deeper than 1 levels.")]
    public void The_depth_is_counted_in_brackets(string source, int depth, string? message) =>
        Check(source, new ParserOptions { MaxDepth = depth }, message);

    [Theory]
    [InlineData(5, null)]
    [InlineData(4, "Document contains more than 4 tokens.")]
    public void Tokens_are_counted_without_comments_and_commas(int tokens, string? message) =>
        Check("{ a, b, c } # and a comment", new ParserOptions { MaxTokens = tokens }, message);

    [Theory]
    [InlineData(3, null)]
    [InlineData(2, "Document selects more than 2 fields.")]
    public void Fields_are_counted_at_all_depths(int fields, string? message) =>
        Check("{ a { b ... { c } } }", new ParserOptions { MaxFields = fields }, message);

    [Theory]
    [InlineData(8, null)]
    [InlineData(7, "Document is longer than 7 bytes.")]
    public void Bytes_are_counted(int bytes, string? message) =>
        Check("{ a } #x", new ParserOptions { MaxBytes = bytes }, message);

    private static void Check(string source, ParserOptions options, string? message)
    {
        if (message is null)
            Assert.Single(Utf8GraphQLParser.Parse(source, options).Definitions);
        else
            Assert.Equal($"Syntax Error: {message} Parsing aborted.", Refuse(source, options).Message);
    }

    private static SyntaxException Refuse(string source, ParserOptions options)
    {
        var fault = Assert.Throws<SyntaxException>(() => Utf8GraphQLParser.Parse(source, options));
        Assert.True(fault.LimitExceeded);
        return fault;
    }
}
