using Analytics.GraphQL.Types.Scalars;

namespace Analytics.GraphQL.Types.Federation;

/// <summary>The name of an element that a schema imports.</summary>
internal sealed class LinkImportType() : TextScalarType<string>(
    FederationNames.LinkPrefix + "Import", "The name of an element that the schema imports, such as `@key`.")
{
    public override void Write(ResultWriter writer, string value) => writer.WriteString(value);

    protected override string Parse(string text) => text;
}
