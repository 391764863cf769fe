using System.Collections.Immutable;

namespace Analytics.GraphQL.Types;

/// <summary>A type whose values have fields, each with a resolver.</summary>
public sealed class ObjectType : ComplexType
{
    /// <summary>Makes the type without fields; the schema builder completes it.</summary>
    internal ObjectType(string name, string? description = null, Type? clrType = null)
        : base(name, description, clrType)
    {
    }

    /// <summary>How an entity of a subgraph is found by its keys; each is like a field, and its arguments are a key's fields.</summary>
    internal ImmutableArray<OutputField> ReferenceResolvers { get; set; } = [];

    /// <inheritdoc/>
    public override TypeKind Kind => TypeKind.Object;
}
