namespace Analytics.GraphQL.Types;

/// <summary>A type with output fields: an object or an interface.</summary>
public abstract class ComplexType : NamedType
{
    private protected ComplexType(string name, string? description, Type? clrType) : base(name, description, clrType)
    {
    }

    /// <summary>The fields in declaration order, without the <c>__</c> meta fields.</summary>
    public NamedCollection<OutputField> Fields { get; private set; } = NamedCollection<OutputField>.Empty;

    /// <summary>All interfaces that the type implements, also those that its interfaces implement.</summary>
    public NamedCollection<InterfaceType> Interfaces { get; private set; } = NamedCollection<InterfaceType>.Empty;

    /// <summary>Whether the type implements the interface.</summary>
    public bool Implements(InterfaceType type) => Interfaces.Find(type.Name) == type;

    // Types refer to each other in circles: they are made first and filled once, before the schema is handed out.
    internal void Complete(IEnumerable<OutputField> fields, IEnumerable<InterfaceType> interfaces)
    {
        Fields = new(fields);
        Interfaces = new(interfaces);
        foreach (var field in Fields)
            field.DeclaringType = this;
    }
}
