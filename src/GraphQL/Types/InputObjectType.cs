namespace Analytics.GraphQL.Types;

/// <summary>A structured input.</summary>
public sealed class InputObjectType : NamedType
{
    /// <summary>Makes the type without fields; the schema builder completes it.</summary>
    internal InputObjectType(string name, bool isOneOf = false, string? description = null, Type? clrType = null)
        : base(name, description, clrType) => IsOneOf = isOneOf;

    /// <inheritdoc/>
    public override TypeKind Kind => TypeKind.InputObject;

    /// <summary>Whether exactly one field must be given, and not as null (<c>@oneOf</c>).</summary>
    public bool IsOneOf { get; }

    /// <summary>The fields in declaration order.</summary>
    public NamedCollection<InputField> Fields { get; private set; } = NamedCollection<InputField>.Empty;

    /// <summary>
    /// Makes the .NET value from one value a field, in the order of <see cref="Fields"/>;
    /// <see cref="Optional.Missing"/> stands for a field that was not given.
    /// </summary>
    internal Func<object?[], object> Construct { get; private set; } = values => values;

    internal void Complete(IEnumerable<InputField> fields, Func<object?[], object>? construct = null)
    {
        Fields = new(fields);
        Construct = construct ?? Construct;
    }
}
