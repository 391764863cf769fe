namespace Analytics.GraphQL.Types.Building.Rules;

/// <summary>The specification's type validation, over a schema that is already tied together.</summary>
internal static class SchemaRules
{
    /// <summary>All faults, each with its place.</summary>
    public static IEnumerable<SchemaFault> Check(Schema schema) =>
        RootTypesRule.Check(schema)
            .Concat(UniqueNamesRule.Check(schema))
            .Concat(NamesRule.Check(schema))
            .Concat(MembersRule.Check(schema))
            .Concat(schema.Types.OfType<ComplexType>().SelectMany(InterfaceImplementationRule.Check))
            .Concat(DeprecationRule.Check(schema))
            .Concat(OneOfRule.Check(schema))
            .Concat(InputObjectCyclesRule.Check(schema))
            .Concat(DefaultValuesRule.Check(schema))
            .Concat(DirectiveDefinitionsRule.Check(schema))
            .Concat(AppliedDirectivesRule.Check(schema));
}
