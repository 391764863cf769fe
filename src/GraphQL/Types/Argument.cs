using Analytics.GraphQL.Language;

namespace Analytics.GraphQL.Types;

/// <summary>An argument of a field or of a directive.</summary>
/// <param name="name">The name, camelCase by convention.</param>
/// <param name="type">An input type.</param>
/// <param name="description">Markdown; null when there is none.</param>
/// <param name="defaultValue">The constant that stands in for an omitted value; null when there is none.</param>
/// <param name="deprecationReason">Why not to use it; null while it may be used.</param>
public sealed class Argument(
    string name, IType type, string? description = null, IValueNode? defaultValue = null,
    string? deprecationReason = null)
    : InputValue(name, type, description, defaultValue, deprecationReason)
{
    /// <summary>The same as a field of an input object.</summary>
    internal InputField ToInputField() => new(Name, Type, Description, DefaultValue, DeprecationReason)
    {
        ClrType = ClrType,
        AppliedDirectives = AppliedDirectives,
    };
}
