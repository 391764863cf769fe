using Analytics.GraphQL.Language;

namespace Analytics.GraphQL.Tests.Language;

public sealed class SyntaxVisitorTests
{
    [Fact]
    public void Nodes_are_entered_in_source_order_and_left_after_their_children()
    {
        var names = new NameTrail();

        names.Visit(Utf8GraphQLParser.Parse(
            "query q($v: T = d @dv) @dq { a: b(c: { e: [g, $h] }) @i(j: 1) { ...k @l ... on m @n { o } } }"));

        Assert.Equal("q v T dv dq a b c e h i j k l m n o", string.Join(' ', names.Entered));
        Assert.Equal(names.Entered, names.Left);
    }

    [Fact]
    public void Children_of_a_node_that_is_not_entered_are_left_out()
    {
        var names = new NameTrail { Skip = SyntaxKind.Argument };

        names.Visit(Utf8GraphQLParser.Parse("{ a(b: c) @d(e: 1) }"));

        Assert.Equal("a d", string.Join(' ', names.Entered));
    }

    [Theory]
    [InlineData(KitchenSink.Operations)]
    [InlineData(KitchenSink.TypeSystem)]
    public void A_node_lies_inside_its_parent(string document)
    {
        var nesting = new NestingCheck();

        nesting.Visit(Utf8GraphQLParser.Parse(document));

        Assert.True(nesting.Checked > 50);
    }

    private sealed class NameTrail : SyntaxVisitor
    {
        public List<string> Entered { get; } = [];

        public List<string> Left { get; } = [];

        public SyntaxKind? Skip { get; init; }

        protected override bool Enter(ISyntaxNode node)
        {
            if (node is NameNode name)
                Entered.Add(name.Value);
            return node.Kind != Skip;
        }

        protected override void Leave(ISyntaxNode node)
        {
            if (node is NameNode name)
                Left.Add(name.Value);
        }
    }

    private sealed class NestingCheck : SyntaxVisitor
    {
        private readonly Stack<ISyntaxNode> _open = [];

        public int Checked { get; private set; }

        protected override bool Enter(ISyntaxNode node)
        {
            if (_open.TryPeek(out var parent))
            {
                Assert.InRange(node.Location.Start, parent.Location.Start, parent.Location.End);
                Assert.InRange(node.Location.End, node.Location.Start + 1, parent.Location.End);
                Checked++;
            }
            _open.Push(node);
            return true;
        }

        protected override void Leave(ISyntaxNode node) => _open.Pop();
    }
}
