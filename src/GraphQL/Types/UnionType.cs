namespace Analytics.GraphQL.Types;

/// <summary>One of several object types.</summary>
public sealed class UnionType : NamedType
{
    /// <summary>Makes the type without members; the schema builder completes it.</summary>
    internal UnionType(string name, string? description = null, Type? clrType = null)
        : base(name, description, clrType)
    {
    }

    /// <inheritdoc/>
    public override TypeKind Kind => TypeKind.Union;

    /// <summary>The member types in declaration order.</summary>
    public NamedCollection<ObjectType> Types { get; private set; } = NamedCollection<ObjectType>.Empty;

    internal void Complete(IEnumerable<ObjectType> types) => Types = new(types);
}
