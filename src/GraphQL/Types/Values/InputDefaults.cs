using System.Diagnostics.CodeAnalysis;

namespace Analytics.GraphQL.Types.Values;

/// <summary>What stands in for values that were not given.</summary>
internal static class InputDefaults
{
    /// <summary>The converted default, or <see cref="Optional.Missing"/> when the field has none and needs none.</summary>
    /// <exception cref="CoercionException">The field is required.</exception>
    public static object? Of(InputValue field) =>
        field.DefaultValue is { } literal ? field.Convert(LiteralCoercion.Coerce(field.Type, literal))
        : IsMissing(field, out var message) ? throw new CoercionException(message)
        : Optional.Missing;

    /// <summary>Whether the field must be given, and what to say when it is not.</summary>
    public static bool IsMissing(InputValue field, [NotNullWhen(true)] out string? message)
    {
        message = field.IsRequired ? $"Field \"{field.Name}\" of required type \"{field.Type}\" was not provided." : null;
        return message is not null;
    }
}
