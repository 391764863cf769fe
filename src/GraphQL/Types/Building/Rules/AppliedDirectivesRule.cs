using System.Collections.Immutable;

namespace Analytics.GraphQL.Types.Building.Rules;

/// <summary>What the specification demands of the directives that a schema applies: location, arguments, uniqueness.</summary>
internal static class AppliedDirectivesRule
{
    /// <summary>All breaches of a schema, each naming the place.</summary>
    public static IEnumerable<SchemaFault> Check(Schema schema) =>
        Check("schema", DirectiveLocation.Schema, schema.AppliedDirectives)
            .Concat(schema.Types.SelectMany(Check))
            .Concat(schema.Directives.SelectMany(directive => Check("@" + directive.Name, directive.Arguments)));

    private static IEnumerable<SchemaFault> Check(NamedType type) => type switch
    {
        ScalarType => Check(type.Name, DirectiveLocation.Scalar, type.AppliedDirectives),
        UnionType => Check(type.Name, DirectiveLocation.Union, type.AppliedDirectives),
        EnumType known => Check(type.Name, DirectiveLocation.Enum, type.AppliedDirectives)
            .Concat(known.Values.SelectMany(value =>
                Check($"{type.Name}.{value.Name}", DirectiveLocation.EnumValue, value.AppliedDirectives))),
        InputObjectType input => Check(type.Name, DirectiveLocation.InputObject, type.AppliedDirectives)
            .Concat(input.Fields.SelectMany(field =>
                Check($"{type.Name}.{field.Name}", DirectiveLocation.InputFieldDefinition, field.AppliedDirectives))),
        ComplexType complex =>
            Check(type.Name, type is ObjectType ? DirectiveLocation.Object : DirectiveLocation.Interface, type.AppliedDirectives)
                .Concat(complex.Fields.SelectMany(field =>
                    Check(field.Coordinate, DirectiveLocation.FieldDefinition, field.AppliedDirectives)
                        .Concat(Check(field.Coordinate, field.Arguments)))),
        _ => [],
    };

    private static IEnumerable<SchemaFault> Check(string owner, IEnumerable<Argument> arguments) => arguments.SelectMany(
        argument => Check($"{owner}({argument.Name}:)", DirectiveLocation.ArgumentDefinition, argument.AppliedDirectives));

    private static IEnumerable<SchemaFault> Check(
        string coordinate, DirectiveLocation location, ImmutableArray<AppliedDirective> directives)
    {
        foreach (var directive in directives)
        {
            if (!directive.Type.Locations.Contains(location))
                yield return new(coordinate,
                    $"Directive \"@{directive.Type.Name}\" may not be used on {Naming.Upper(location.ToString())}.");
            foreach (var missing in directive.Type.Arguments.Where(argument => argument.IsRequired
                && !directive.Node.Arguments.Any(given => given.Name.Value == argument.Name)))
                yield return new(coordinate, $"Argument \"@{directive.Type.Name}({missing.Name}:)\" of type "
                    + $"\"{missing.Type}\" is required, but it was not provided.");
        }
        foreach (var repeated in directives.GroupBy(directive => directive.Type)
            .Where(group => group.Count() > 1 && !group.Key.IsRepeatable))
            yield return new(coordinate, $"The directive \"@{repeated.Key.Name}\" can only be used once at this location.");
    }
}
