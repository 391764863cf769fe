namespace Analytics.GraphQL.Language;

/// <summary>
/// Walks a tree depth first. Override <see cref="Enter"/> and <see cref="Leave"/>; the recursion is as deep as the
/// parser allowed the document to be.
/// </summary>
public abstract class SyntaxVisitor
{
    /// <summary>Visits a node and, unless <see cref="Enter"/> says no, all below it in source order.</summary>
    /// <param name="node">Where to start; null visits nothing.</param>
    public void Visit(ISyntaxNode? node)
    {
        if (node is null)
            return;
        if (Enter(node))
            SyntaxChildren.ForEach(node, this);
        Leave(node);
    }

    /// <summary>Called before a node's children.</summary>
    /// <returns>False to leave the children out.</returns>
    protected virtual bool Enter(ISyntaxNode node) => true;

    /// <summary>Called after a node's children, also when they were left out.</summary>
    protected virtual void Leave(ISyntaxNode node)
    {
    }
}
