using Analytics.GraphQL.Tests.Shop;
using Analytics.GraphQL.Types;
using Analytics.GraphQL.Types.Building;

namespace Analytics.GraphQL.Tests.Validation;

/// <summary>The introspection types as SDL, taken from a schema that the product builds.</summary>
internal static class IntrospectionSdl
{
    public static string Text { get; } = Print();

    private static string Print()
    {
        var builder = new SchemaBuilder();
        builder.AddType(typeof(ProductQueries));
        return string.Join('\n', builder.Build().Types.Where(type => type.IsIntrospection).Select(Print));
    }

    private static string Print(NamedType type) => type is EnumType known
        ? $"enum {type.Name} {{ {string.Join(' ', known.Values.Select(value => value.Name))} }}"
        : $"type {type.Name} {{ {string.Join('\n', ((ObjectType)type).Fields.Select(Print))} }}";

    private static string Print(OutputField field)
    {
        var arguments = string.Join(", ", field.Arguments.Select(
            argument => $"{argument.Name}: {argument.Type}{(argument.DefaultValue is { } value ? $" = {value}" : "")}"));
        return $"{field.Name}{(arguments.Length > 0 ? $"({arguments})" : "")}: {field.Type}";
    }
}
