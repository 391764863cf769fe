using System.Text.Json;
using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types;
using Analytics.GraphQL.Types.Scalars;

namespace Analytics.GraphQL.Tests.Oracle.Rule;

/// <summary>A scalar of a foreign schema: any value goes in and out, as the reference implementation has it.</summary>
internal sealed class PlainScalarType(string name, string? description, Uri? specifiedBy)
    : ScalarType<JsonElement>(name, description, specifiedBy)
{
    private static readonly AnyType Any = new();

    public override JsonElement ReadJson(JsonElement value) => Any.ReadJson(value);

    public override JsonElement ReadLiteral(IValueNode literal) => Any.ReadLiteral(literal);

    public override void Write(ResultWriter writer, JsonElement value) => Any.Write(writer, value);
}
