using Analytics.GraphQL.Language;

namespace Analytics.GraphQL.Tests.Language;

public sealed class SyntaxPrinterTests
{
    [Theory]
    [InlineData(KitchenSink.Operations)]
    [InlineData(KitchenSink.TypeSystem)]
    public void What_was_printed_is_printed_the_same_again(string document) =>
        Assert.Equal(document, SyntaxPrinter.Print(Utf8GraphQLParser.Parse(document)));

    [Theory]
    [InlineData("query{a}", "{\n  a\n}")]
    [InlineData("query Q{a,b:c(d:1 e:[2 3])@f}", "query Q {\n  a\n  b: c(d: 1, e: [2, 3]) @f\n}")]
    [InlineData("{...on T@d{b}...@d{c}}", "{\n  ... on T @d {\n    b\n  }\n  ... @d {\n    c\n  }\n}")]
    [InlineData("union U=|A|B type T implements&I{a:Int}", "union U = A | B\n\ntype T implements I {\n  a: Int\n}")]
    [InlineData("{a(b:\"\\u0007\\u{7F}\\u{1F600}\")}", "{\n  a(b: \"\\u0007\\u007F😀\")\n}")]
    public void Layout_does_not_depend_on_the_source(string source, string expected) =>
        Assert.Equal(expected, SyntaxPrinter.Print(Utf8GraphQLParser.Parse(source)));

    [Fact]
    public void Every_node_prints_itself()
    {
        var nodes = new NodeList();
        nodes.Visit(Utf8GraphQLParser.Parse(KitchenSink.Operations));
        nodes.Visit(Utf8GraphQLParser.Parse(KitchenSink.TypeSystem));

        Assert.Equal(Enum.GetValues<SyntaxKind>().Order(), nodes.Seen.Select(node => node.Kind).Distinct().Order());
        Assert.All(nodes.Seen, node => Assert.NotEqual("", node.ToString()));
    }

    private sealed class NodeList : SyntaxVisitor
    {
        public List<ISyntaxNode> Seen { get; } = [];

        protected override bool Enter(ISyntaxNode node)
        {
            Seen.Add(node);
            return true;
        }
    }
}
