namespace Analytics.GraphQL.Types.Building.Rules;

/// <summary>Each field of a <c>@oneOf</c> input can be left out.</summary>
internal static class OneOfRule
{
    public static IEnumerable<SchemaFault> Check(Schema schema)
    {
        foreach (var type in schema.OwnTypes().OfType<InputObjectType>().Where(type => type.IsOneOf))
            foreach (var field in type.Fields)
            {
                var coordinate = $"{type.Name}.{field.Name}";
                if (field.Type.IsNonNull())
                    yield return new(coordinate, $"OneOf input field {coordinate} must be nullable.");
                if (field.DefaultValue is not null)
                    yield return new(coordinate, $"OneOf input field {coordinate} cannot have a default value.");
            }
    }
}
