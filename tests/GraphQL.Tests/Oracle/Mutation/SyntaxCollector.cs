using Analytics.GraphQL.Language;

namespace Analytics.GraphQL.Tests.Oracle.Mutation;

/// <summary>All nodes of a document in source order, each with the node above it.</summary>
internal sealed class SyntaxCollector : SyntaxVisitor
{
    private readonly List<(ISyntaxNode Node, ISyntaxNode? Parent)> _nodes = [];
    private readonly Stack<ISyntaxNode> _open = [];

    public static IReadOnlyList<(ISyntaxNode Node, ISyntaxNode? Parent)> Collect(DocumentNode document)
    {
        var collector = new SyntaxCollector();
        collector.Visit(document);
        return collector._nodes;
    }

    protected override bool Enter(ISyntaxNode node)
    {
        _nodes.Add((node, _open.TryPeek(out var parent) ? parent : null));
        _open.Push(node);
        return true;
    }

    protected override void Leave(ISyntaxNode node) => _open.Pop();
}
