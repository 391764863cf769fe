namespace Analytics.GraphQL.Types.Building.Rules;

/// <summary>What a caller must give cannot be deprecated.</summary>
internal static class DeprecationRule
{
    public static IEnumerable<SchemaFault> Check(Schema schema) =>
        Check("argument", schema.Arguments()).Concat(Check("input field", schema.InputFields()));

    private static IEnumerable<SchemaFault> Check(string kind, IEnumerable<(string Coordinate, InputValue Value)> places) =>
        from place in places
        where place.Value.IsRequired && place.Value.IsDeprecated
        select new SchemaFault(place.Coordinate, $"Required {kind} {place.Coordinate} cannot be deprecated.");
}
