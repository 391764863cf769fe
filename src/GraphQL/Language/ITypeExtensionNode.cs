namespace Analytics.GraphQL.Language;

/// <summary>An extension of a named type.</summary>
public interface ITypeExtensionNode : ITypeSystemExtensionNode, IHasDirectives
{
    /// <summary>The name of the type that is extended.</summary>
    NameNode Name { get; }
}
