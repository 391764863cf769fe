namespace Analytics.GraphQL.Types.Building.Rules;

/// <summary>Types, directives and the members of each have names of their own.</summary>
internal static class UniqueNamesRule
{
    public static IEnumerable<SchemaFault> Check(Schema schema) => Types(schema)
        .Concat(Repeated(schema.Directives).Select(
            name => new SchemaFault($"@{name}", $"There can be only one directive named \"@{name}\".")))
        .Concat(schema.OwnTypes().SelectMany(Members))
        .Concat(schema.OwnFields().SelectMany(field => Arguments(field.Coordinate, field.Arguments)))
        .Concat(schema.Directives.SelectMany(directive => Arguments($"@{directive.Name}", directive.Arguments)));

    private static IEnumerable<SchemaFault> Types(Schema schema) =>
        from type in schema.Types
        group type by type.Name into named
        where named.Count() > 1
        select new SchemaFault(named.Key, $"There can be only one type named \"{named.Key}\". "
            + $"Rename {string.Join(" or ", named.Select(type => type.ClrType))} with [GraphQLName].");

    private static IEnumerable<SchemaFault> Members(NamedType type) => type switch
    {
        ComplexType complex => Defined(type, "Field", complex.Fields),
        InputObjectType input => Defined(type, "Field", input.Fields),
        EnumType known => Defined(type, "Enum value", known.Values),
        UnionType union => Repeated(union.Types).Select(
            name => new SchemaFault(type.Name, $"Union type {type.Name} can only include type {name} once.")),
        _ => [],
    };

    private static IEnumerable<SchemaFault> Defined(NamedType type, string kind, IEnumerable<INamed> members) =>
        Repeated(members).Select(name =>
            new SchemaFault($"{type.Name}.{name}", $"{kind} \"{type.Name}.{name}\" can only be defined once."));

    private static IEnumerable<SchemaFault> Arguments(string owner, IEnumerable<Argument> arguments) =>
        Repeated(arguments).Select(name =>
            new SchemaFault($"{owner}({name}:)", $"Argument \"{owner}({name}:)\" can only be defined once."));

    private static IEnumerable<string> Repeated(IEnumerable<INamed> members) =>
        members.GroupBy(member => member.Name).Where(group => group.Count() > 1).Select(group => group.Key);
}
