namespace Analytics.GraphQL.Types.Values;

/// <summary>What stands in for values that were not given.</summary>
internal static class InputDefaults
{
    /// <summary>The converted default, or <see cref="Optional.Missing"/> when the field has none and needs none.</summary>
    /// <exception cref="CoercionException">The field is required.</exception>
    public static object? Of(InputValue field) =>
        field.DefaultValue is { } literal ? field.Convert(LiteralCoercion.Coerce(field.Type, literal))
        : field.IsRequired ? throw new CoercionException(
            $"Field \"{field.Name}\" of required type \"{field.Type}\" was not provided.")
        : Optional.Missing;
}
