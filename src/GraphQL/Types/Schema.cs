using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Analytics.GraphQL.Types;

/// <summary>A built and checked type system. Immutable; shared by all requests.</summary>
public sealed class Schema
{
    private readonly FrozenDictionary<NamedType, ImmutableArray<ObjectType>> _possibleTypes;
    private readonly FrozenDictionary<Type, ObjectType> _objectTypes;

    internal Schema(
        string? description, ObjectType queryType, ObjectType? mutationType, ObjectType? subscriptionType,
        IEnumerable<NamedType> types, IEnumerable<DirectiveType> directives, IEnumerable<OutputField> metaFields)
    {
        (Description, QueryType, MutationType, SubscriptionType) =
            (description, queryType, mutationType, subscriptionType);
        Types = new(types.OrderBy(type => type.Name, StringComparer.Ordinal));
        Directives = new(directives.OrderBy(directive => directive.Name, StringComparer.Ordinal));
        MetaFields = new(metaFields);
        _possibleTypes = Types.Where(type => type is InterfaceType or UnionType)
            .ToFrozenDictionary(type => type, FindPossibleTypes);
        _objectTypes = Types.OfType<ObjectType>().Where(type => type.ClrType is not null)
            .DistinctBy(type => type.ClrType).ToFrozenDictionary(type => type.ClrType!);
    }

    /// <summary>Markdown; null when there is none.</summary>
    public string? Description { get; }

    /// <summary>The type of queries.</summary>
    public ObjectType QueryType { get; }

    /// <summary>The type of mutations; null when there are none.</summary>
    public ObjectType? MutationType { get; }

    /// <summary>The type of subscriptions; null when there are none.</summary>
    public ObjectType? SubscriptionType { get; }

    /// <summary>All named types by name, the introspection types included.</summary>
    public NamedCollection<NamedType> Types { get; }

    /// <summary>All directives by name, those of the specification included.</summary>
    public NamedCollection<DirectiveType> Directives { get; }

    /// <summary><c>__schema</c> and <c>__type</c> of the query type and <c>__typename</c> of all composite types.</summary>
    internal NamedCollection<OutputField> MetaFields { get; }

    /// <summary>The directives that are applied to the schema itself, in their order.</summary>
    public ImmutableArray<AppliedDirective> AppliedDirectives { get; internal init; } = [];

    /// <summary>The type of that name, or null.</summary>
    public NamedType? FindType(string name) => Types.Find(name);

    /// <summary>Looks up a type of a certain kind.</summary>
    public bool TryGetType<T>(string name, [NotNullWhen(true)] out T? type) where T : NamedType =>
        (type = Types.Find(name) as T) is not null;

    /// <summary>A field of a composite type, its meta fields included; null when there is none.</summary>
    public OutputField? FindField(NamedType type, string name) => name switch
    {
        "__typename" when type is ComplexType or UnionType => MetaFields[name],
        "__schema" or "__type" when type == QueryType => MetaFields[name],
        _ => (type as ComplexType)?.Fields.Find(name),
    };

    /// <summary>The root type of an operation; null when the schema has none of that kind.</summary>
    public ObjectType? RootType(Language.OperationType operation) => operation switch
    {
        Language.OperationType.Query => QueryType,
        Language.OperationType.Mutation => MutationType,
        _ => SubscriptionType,
    };

    /// <summary>The object types that a value of the type can have; an object type itself, none for other kinds.</summary>
    public ImmutableArray<ObjectType> GetPossibleTypes(NamedType type) =>
        type is ObjectType self ? [self] : _possibleTypes.GetValueOrDefault(type, []);

    /// <summary>Whether values of the abstract type can be of the object type.</summary>
    public bool IsPossibleType(NamedType abstractType, ObjectType type) => GetPossibleTypes(abstractType).Contains(type);

    /// <summary>Whether a value of <paramref name="subType"/> is always also one of <paramref name="superType"/>.</summary>
    public bool IsSubType(NamedType superType, NamedType subType) => superType == subType || (superType, subType) switch
    {
        (InterfaceType super, ComplexType sub) => sub.Implements(super),
        (UnionType super, ObjectType sub) => IsPossibleType(super, sub),
        _ => false,
    };

    /// <summary>Whether some object type is possible for both composite types.</summary>
    public bool DoTypesOverlap(NamedType left, NamedType right) =>
        left == right || GetPossibleTypes(left).Intersect(GetPossibleTypes(right)).Any();

    /// <summary>The object type that a .NET value of that type has, or of its nearest base; null when there is none.</summary>
    internal ObjectType? FindObjectType(Type clrType)
    {
        for (Type? type = clrType; type is not null; type = type.BaseType)
            if (_objectTypes.TryGetValue(type, out var found))
                return found;
        return null;
    }

    private ImmutableArray<ObjectType> FindPossibleTypes(NamedType type) => type is UnionType union
        ? [.. union.Types]
        : [.. Types.OfType<ObjectType>().Where(candidate => candidate.Implements((InterfaceType)type))];
}
