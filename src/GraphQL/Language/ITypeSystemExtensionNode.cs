namespace Analytics.GraphQL.Language;

/// <summary>An extension of a schema or a type.</summary>
public interface ITypeSystemExtensionNode : IDefinitionNode;
