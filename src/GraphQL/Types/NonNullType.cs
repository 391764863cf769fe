namespace Analytics.GraphQL.Types;

/// <summary>A type whose values are never null.</summary>
/// <param name="nullableType">The type without the promise: named or list, never itself non-null.</param>
public sealed class NonNullType(IType nullableType) : IType
{
    /// <summary>The type without the promise: named or list.</summary>
    public IType NullableType { get; } = nullableType is NonNullType
        ? throw new ArgumentException("A non-null type cannot wrap another.", nameof(nullableType))
        : nullableType;

    /// <inheritdoc/>
    public TypeKind Kind => TypeKind.NonNull;

    /// <inheritdoc/>
    public override string ToString() => $"{NullableType}!";
}
