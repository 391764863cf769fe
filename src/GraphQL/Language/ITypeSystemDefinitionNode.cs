namespace Analytics.GraphQL.Language;

/// <summary>A definition of the type system: schema, type or directive.</summary>
public interface ITypeSystemDefinitionNode : IDefinitionNode
{
    /// <summary>The description before the definition; null when there is none.</summary>
    StringValueNode? Description { get; }
}
