namespace Analytics.GraphQL.Language;

/// <summary>A definition of a named type.</summary>
public interface ITypeDefinitionNode : ITypeSystemDefinitionNode, IHasDirectives
{
    /// <summary>The type's name.</summary>
    NameNode Name { get; }
}
