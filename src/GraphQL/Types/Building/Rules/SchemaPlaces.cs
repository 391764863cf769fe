namespace Analytics.GraphQL.Types.Building.Rules;

/// <summary>The places of a schema that several rules look at, with their coordinates.</summary>
internal static class SchemaPlaces
{
    /// <summary>The schema's own types, without those of introspection.</summary>
    public static IEnumerable<NamedType> OwnTypes(this Schema schema) => schema.Types.Where(type => !type.IsIntrospection);

    /// <summary>All fields of objects and interfaces.</summary>
    public static IEnumerable<OutputField> OwnFields(this Schema schema) =>
        schema.OwnTypes().OfType<ComplexType>().SelectMany(type => type.Fields);

    /// <summary>All arguments of fields and directives.</summary>
    public static IEnumerable<(string Coordinate, InputValue Value)> Arguments(this Schema schema) =>
        schema.OwnFields().SelectMany(field => Arguments(field.Coordinate, field.Arguments)).Concat(
            schema.Directives.SelectMany(directive => Arguments($"@{directive.Name}", directive.Arguments)));

    /// <summary>All fields of input objects.</summary>
    public static IEnumerable<(string Coordinate, InputValue Value)> InputFields(this Schema schema) =>
        from type in schema.OwnTypes().OfType<InputObjectType>()
        from field in type.Fields
        select ($"{type.Name}.{field.Name}", (InputValue)field);

    private static IEnumerable<(string, InputValue)> Arguments(string owner, IEnumerable<Argument> arguments) =>
        arguments.Select(argument => ($"{owner}({argument.Name}:)", (InputValue)argument));
}
