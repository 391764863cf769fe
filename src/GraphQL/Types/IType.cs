namespace Analytics.GraphQL.Types;

/// <summary>
/// A type reference: a <see cref="NamedType"/>, or a <see cref="ListType"/> or <see cref="NonNullType"/> around another.
/// <see cref="object.ToString"/> gives the SDL notation, such as <c>[Int!]!</c>.
/// </summary>
public interface IType
{
    /// <summary>Which kind of type this is.</summary>
    TypeKind Kind { get; }
}
