using System.Collections.Immutable;
using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types.Values;

namespace Analytics.GraphQL.Types;

/// <summary>Something that takes a value from the caller: an <see cref="Argument"/> or an <see cref="InputField"/>.</summary>
public abstract class InputValue : INamed
{
    private protected InputValue(
        string name, IType type, string? description, IValueNode? defaultValue, string? deprecationReason)
    {
        Name = name;
        Type = type;
        Description = description;
        DefaultValue = defaultValue;
        DeprecationReason = deprecationReason;
    }

    /// <summary>The name, camelCase by convention.</summary>
    public string Name { get; }

    /// <summary>An input type.</summary>
    public IType Type { get; }

    /// <summary>Markdown; null when there is none.</summary>
    public string? Description { get; }

    /// <summary>The constant that stands in for an omitted value; null when there is none.</summary>
    public IValueNode? DefaultValue { get; }

    /// <summary>Why not to use it; null while it may be used.</summary>
    public string? DeprecationReason { get; }

    /// <summary>The directives that are applied, in their order; <c>@deprecated</c> and its like are none of them.</summary>
    public ImmutableArray<AppliedDirective> AppliedDirectives { get; internal set; } = [];

    /// <summary>Whether it is deprecated.</summary>
    public bool IsDeprecated => DeprecationReason is not null;

    /// <summary>Whether the caller must give a value: non-null and without a default.</summary>
    public bool IsRequired => Type.IsNonNull() && DefaultValue is null;

    /// <summary>The .NET type of the parameter or property that takes the value; <see cref="object"/> for directives.</summary>
    internal Type ClrType
    {
        get;
        init => Convert = ClrConversion.To(field = value);
    } = typeof(object);

    /// <summary>Turns a coerced value into <see cref="ClrType"/>.</summary>
    internal Func<object?, object?> Convert { get; private init; } = value => value;
}
