using Analytics.GraphQL.Language;

namespace Analytics.GraphQL.Types;

/// <summary>A field of an input object.</summary>
/// <param name="name">The name, camelCase by convention.</param>
/// <param name="type">An input type.</param>
/// <param name="description">Markdown; null when there is none.</param>
/// <param name="defaultValue">The constant that stands in for an omitted value; null when there is none.</param>
/// <param name="deprecationReason">Why not to use it; null while it may be used.</param>
public sealed class InputField(
    string name, IType type, string? description = null, IValueNode? defaultValue = null,
    string? deprecationReason = null)
    : InputValue(name, type, description, defaultValue, deprecationReason)
{
    /// <summary>The same as an argument.</summary>
    internal Argument ToArgument() => new(Name, Type, Description, DefaultValue, DeprecationReason)
    {
        ClrType = ClrType,
        AppliedDirectives = AppliedDirectives,
    };
}
