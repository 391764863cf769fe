namespace Analytics.GraphQL.Types;

/// <summary>Fields that several object types have in common.</summary>
public sealed class InterfaceType : ComplexType
{
    /// <summary>Makes the type without fields; the schema builder completes it.</summary>
    internal InterfaceType(string name, string? description = null, Type? clrType = null)
        : base(name, description, clrType)
    {
    }

    /// <inheritdoc/>
    public override TypeKind Kind => TypeKind.Interface;
}
