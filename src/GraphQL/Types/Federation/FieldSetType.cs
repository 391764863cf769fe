using Analytics.GraphQL.Types.Scalars;

namespace Analytics.GraphQL.Types.Federation;

/// <summary>A selection of fields without the outer braces.</summary>
internal sealed class FieldSetType() : TextScalarType<string>(
    FederationNames.Prefix + "FieldSet", "A selection of fields without the outer braces, such as `id` or `region { code }`.")
{
    public override void Write(ResultWriter writer, string value) => writer.WriteString(value);

    protected override string Parse(string text) => text;
}
