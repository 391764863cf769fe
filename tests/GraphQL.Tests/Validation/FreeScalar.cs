using System.Text.Json;
using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types;
using Analytics.GraphQL.Types.Values;

namespace Analytics.GraphQL.Tests.Validation;

/// <summary>A scalar that SDL declares: like one of the reference implementation it takes every literal.</summary>
internal sealed class FreeScalar(string name) : ScalarType<JsonElement>(name)
{
    public override JsonElement ReadJson(JsonElement value) => value.Clone();

    public override JsonElement ReadLiteral(IValueNode literal) => LiteralJson.ToJson(literal);

    public override void Write(ResultWriter writer, JsonElement value) => writer.WriteJson(value);
}
