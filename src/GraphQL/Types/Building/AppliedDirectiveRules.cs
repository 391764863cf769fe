using System.Collections.Immutable;

namespace Analytics.GraphQL.Types.Building;

/// <summary>What the specification demands of the directives that a schema applies: location, arguments, uniqueness.</summary>
internal static class AppliedDirectiveRules
{
    /// <summary>All breaches of a schema, each naming the place.</summary>
    public static IEnumerable<string> Check(Schema schema) =>
        Check("schema", DirectiveLocation.Schema, schema.AppliedDirectives)
            .Concat(schema.Types.SelectMany(Check))
            .Concat(schema.Directives.SelectMany(directive => Check("@" + directive.Name, directive.Arguments)));

    private static IEnumerable<string> Check(NamedType type) => type switch
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

    private static IEnumerable<string> Check(string owner, IEnumerable<Argument> arguments) => arguments.SelectMany(
        argument => Check($"{owner}({argument.Name}:)", DirectiveLocation.ArgumentDefinition, argument.AppliedDirectives));

    private static IEnumerable<string> Check(
        string coordinate, DirectiveLocation location, ImmutableArray<AppliedDirective> directives)
    {
        foreach (var directive in directives)
        {
            if (!directive.Type.Locations.Contains(location))
                yield return $"{coordinate}: @{directive.Type.Name} may not stand on {Naming.Upper(location.ToString())}.";
            foreach (var missing in directive.Type.Arguments.Where(argument => argument.IsRequired
                && !directive.Node.Arguments.Any(given => given.Name.Value == argument.Name)))
                yield return $"{coordinate}: @{directive.Type.Name}({missing.Name}:) is required.";
        }
        foreach (var repeated in directives.GroupBy(directive => directive.Type)
            .Where(group => group.Count() > 1 && !group.Key.IsRepeatable))
            yield return $"{coordinate}: @{repeated.Key.Name} is not repeatable, but stands {repeated.Count()} times.";
    }
}
