using Analytics.GraphQL.Types.Scalars;

namespace Analytics.GraphQL.Types.Building;

/// <summary>The object types of expected errors, and the interface <c>Error</c> that they have in common.</summary>
internal sealed class ErrorTypes(TypeCatalog catalog)
{
    private readonly HashSet<ComplexType> _types = [];
    private InterfaceType? _common;

    /// <summary>The object type of an exception or of a class with a message.</summary>
    public ObjectType Type(Type type)
    {
        if (_common is null)
        {
            _common = catalog.Add(new InterfaceType("Error", "What a mutation can expect to go wrong."));
            _common.Complete([new OutputField("message", new NonNullType(catalog.Scalar<StringType>()), null, "For people.")], []);
        }
        var made = catalog.AddObject(type, Naming.Error(type), owner => catalog.Fields.OfError(type, owner));
        _types.Add(made);
        return made;
    }

    /// <summary>The interface, for the types that are errors.</summary>
    public IEnumerable<InterfaceType> InterfacesOf(ComplexType type) => _types.Contains(type) ? [_common!] : [];
}
