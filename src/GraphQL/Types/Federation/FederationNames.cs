namespace Analytics.GraphQL.Types.Federation;

/// <summary>Which elements of a schema are federation's own: a gateway knows them.</summary>
internal static class FederationNames
{
    public const string Url = "https://specs.apollo.dev/federation/v2.3";
    public const string Prefix = "federation__";
    public const string LinkPrefix = "link__";
    public const string Service = "_service";
    public const string Entities = "_entities";
    public const string Entity = "_Entity";

    public static bool IsOwn(DirectiveType directive) => directive.ClrType?.Namespace == typeof(FederationNames).Namespace;

    public static bool IsOwn(NamedType type) => type.Name is Entity or "_Any" or "_Service"
        || type.Name.StartsWith(Prefix, StringComparison.Ordinal) || type.Name.StartsWith(LinkPrefix, StringComparison.Ordinal);

    public static bool IsOwn(OutputField field) => field.Name is Service or Entities;
}
