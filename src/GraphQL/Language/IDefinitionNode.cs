namespace Analytics.GraphQL.Language;

/// <summary>A member of a document.</summary>
public interface IDefinitionNode : ISyntaxNode;
