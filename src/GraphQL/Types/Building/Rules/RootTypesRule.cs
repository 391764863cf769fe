using Analytics.GraphQL.Language;

namespace Analytics.GraphQL.Types.Building.Rules;

/// <summary>The types of queries, mutations and subscriptions are different ones.</summary>
internal static class RootTypesRule
{
    public static IEnumerable<SchemaFault> Check(Schema schema) =>
        from operation in (OperationType[])[OperationType.Query, OperationType.Mutation, OperationType.Subscription]
        group operation.ToString().ToLowerInvariant() by schema.RootType(operation) into used
        where used.Key is not null && used.Count() > 1
        select new SchemaFault(used.Key.Name, $"All root types must be different, \"{used.Key}\" type is used as "
            + $"{List([.. used])} root types.");

    private static string List(string[] names) => names.Length == 2
        ? string.Join(" and ", names)
        : string.Join(", ", names[..^1]) + ", and " + names[^1];
}
