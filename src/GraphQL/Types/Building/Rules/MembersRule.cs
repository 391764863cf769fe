namespace Analytics.GraphQL.Types.Building.Rules;

/// <summary>Types are not empty, fields return output types, arguments and input fields take input types.</summary>
internal static class MembersRule
{
    public static IEnumerable<SchemaFault> Check(Schema schema) => schema.OwnTypes().SelectMany(Empty)
        .Concat(from field in schema.OwnFields()
                where !field.Type.IsOutputType()
                select new SchemaFault(field.Coordinate,
                    $"The type of {field.Coordinate} must be Output Type but got: {field.Type}."))
        .Concat(from place in schema.Arguments().Concat(schema.InputFields())
                where !place.Value.Type.IsInputType()
                select new SchemaFault(place.Coordinate,
                    $"The type of {place.Coordinate} must be Input Type but got: {place.Value.Type}."))
        .Concat(from scalar in schema.OwnTypes().OfType<ScalarType>()
                where scalar.SpecifiedBy is { IsAbsoluteUri: false }
                select new SchemaFault(scalar.Name,
                    $"Scalar {scalar.Name} must be specified by an absolute URL, not by \"{scalar.SpecifiedBy}\"."));

    private static IEnumerable<SchemaFault> Empty(NamedType type) => type switch
    {
        ComplexType { Fields.Count: 0 } => [new(type.Name, $"Type {type.Name} must define one or more fields.")],
        InputObjectType { Fields.Count: 0 } =>
            [new(type.Name, $"Input Object type {type.Name} must define one or more fields.")],
        EnumType { Values.Count: 0 } => [new(type.Name, $"Enum type {type.Name} must define one or more values.")],
        UnionType { Types.Count: 0 } =>
            [new(type.Name, $"Union type {type.Name} must define one or more member types.")],
        _ => [],
    };
}
