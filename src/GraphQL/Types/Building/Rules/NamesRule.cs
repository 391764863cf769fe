namespace Analytics.GraphQL.Types.Building.Rules;

/// <summary>Names are well-formed, and those that begin with two underscores are introspection's.</summary>
internal static class NamesRule
{
    public static IEnumerable<SchemaFault> Check(Schema schema) => Names(schema).SelectMany(Check);

    private static IEnumerable<SchemaFault> Check((string Coordinate, string Name) place)
    {
        if (!Naming.IsValid(place.Name))
            yield return new(place.Coordinate, $"\"{place.Name}\" is no valid name. Rename it with [GraphQLName].");
        else if (place.Name.StartsWith("__", StringComparison.Ordinal))
            yield return new(place.Coordinate,
                $"Name \"{place.Name}\" must not begin with \"__\", which is reserved by GraphQL introspection.");
        else if (place.Name is "true" or "false" or "null" && place.Coordinate.EndsWith('.' + place.Name, StringComparison.Ordinal))
            yield return new(place.Coordinate, $"Enum values cannot be named: {place.Name}");
    }

    private static IEnumerable<(string, string)> Names(Schema schema) =>
        schema.OwnTypes().SelectMany(Names)
            .Concat(schema.Directives.SelectMany(directive => Arguments($"@{directive.Name}", directive.Arguments)
                .Prepend(($"@{directive.Name}", directive.Name))));

    private static IEnumerable<(string, string)> Names(NamedType type) => (type switch
    {
        ComplexType complex => complex.Fields.SelectMany(field =>
            Arguments(field.Coordinate, field.Arguments).Prepend((field.Coordinate, field.Name))),
        InputObjectType input => input.Fields.Select(field => ($"{type.Name}.{field.Name}", field.Name)),
        EnumType known => known.Values.Select(value => ($"{type.Name}.{value.Name}", value.Name)),
        _ => [],
    }).Prepend((type.Name, type.Name));

    private static IEnumerable<(string, string)> Arguments(string owner, IEnumerable<Argument> arguments) =>
        arguments.Select(argument => ($"{owner}({argument.Name}:)", argument.Name));
}
