using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types;
using Analytics.GraphQL.Types.Values;

namespace Analytics.GraphQL.Execution.Plans;

/// <summary>The directives that a document gives to a field, as instances of the classes that define them.</summary>
internal static class DirectiveCoercion
{
    /// <summary>Those of one class, in the order of the document.</summary>
    /// <exception cref="CoercionException">An argument does not fit.</exception>
    public static IReadOnlyList<T> Of<T>(Schema schema, IEnumerable<FieldNode> nodes, VariableValues variables)
    {
        if (schema.Directives.FirstOrDefault(directive => directive.ClrType == typeof(T)) is not { } type)
            throw new InvalidOperationException($"The schema has no directive that {typeof(T)} defines.");
        return [.. nodes.SelectMany(node => node.Directives).Where(given => given.Name.Value == type.Name)
            .Select(given => (T)type.Construct([.. type.Arguments.Select(argument => Argument(argument, given, variables))]))];
    }

    private static object? Argument(Argument argument, DirectiveNode given, VariableValues variables)
    {
        var literal = given.Arguments.FirstOrDefault(node => node.Name.Value == argument.Name)?.Value;
        return literal is null || LiteralCoercion.IsUnset(literal, variables)
            ? InputDefaults.Of(argument)
            : argument.Convert(LiteralCoercion.Coerce(argument.Type, literal, variables));
    }
}
