namespace Analytics.GraphQL.Types;

/// <summary>A list of values of one type.</summary>
/// <param name="elementType">The type of each item.</param>
public sealed class ListType(IType elementType) : IType
{
    /// <summary>The type of each item.</summary>
    public IType ElementType { get; } = elementType;

    /// <inheritdoc/>
    public TypeKind Kind => TypeKind.List;

    /// <inheritdoc/>
    public override string ToString() => $"[{ElementType}]";
}
