using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types;
using Analytics.GraphQL.Types.Values;

namespace Analytics.GraphQL.Execution.Plans;

/// <summary>The specification's CoerceArgumentValues.</summary>
internal static class ArgumentCoercion
{
    /// <summary>The arguments when no variable is in them; null when one is, or when they do not fit.</summary>
    public static object?[]? TryConstant(FieldPlan field)
    {
        if (field.Arguments.Any(argument => argument.Value.HasVariable()))
            return null;
        try
        {
            return Coerce(field, VariableValues.None);
        }
        catch (CoercionException)
        {
            // A parser may know more than validation does; the error then belongs to the field.
            return null;
        }
    }

    /// <summary>One value an argument of the field, in the order of declaration, as the resolver takes it.</summary>
    /// <exception cref="CoercionException">A value does not fit.</exception>
    public static object?[] Coerce(FieldPlan field, VariableValues variables)
    {
        if (field.Field.Arguments.Count == 0)
            return [];
        var values = new object?[field.Field.Arguments.Count];
        for (var index = 0; index < values.Length; index++)
            values[index] = Coerce(field.Field.Arguments[index], field, variables);
        return values;
    }

    private static object? Coerce(Argument argument, FieldPlan field, VariableValues variables)
    {
        var literal = field.Arguments.FirstOrDefault(given => given.Name.Value == argument.Name)?.Value;
        if (literal is not null && !LiteralCoercion.IsUnset(literal, variables))
            try
            {
                return argument.Convert(LiteralCoercion.Coerce(argument.Type, literal, variables));
            }
            catch (CoercionException fault)
            {
                throw new CoercionException($"Argument \"{argument.Name}\" has invalid value: {fault.Message}");
            }
        if (argument.DefaultValue is { } byDefault)
            return argument.Convert(LiteralCoercion.Coerce(argument.Type, byDefault));
        return argument.Type.IsNonNull()
            ? throw new CoercionException(
                $"Argument \"{argument.Name}\" of required type \"{argument.Type}\" was not provided.")
            : Nothing(argument.ClrType);
    }

    private static object? Nothing(Type type) =>
        type.IsValueType && Nullable.GetUnderlyingType(type) is null ? Activator.CreateInstance(type) : null;
}
