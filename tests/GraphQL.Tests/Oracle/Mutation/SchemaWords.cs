using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Tests.Oracle.Mutation;

/// <summary>The names that a schema knows, for names that are right somewhere else.</summary>
internal sealed class SchemaWords
{
    public SchemaWords(Schema schema)
    {
        Types = [.. schema.Types.Select(type => type.Name)];
        var complex = schema.Types.OfType<ComplexType>().ToList();
        Fields = [.. complex.SelectMany(type => type.Fields).Select(field => field.Name).Distinct()];
        Inputs =
        [
            .. complex.SelectMany(type => type.Fields).SelectMany(field => field.Arguments)
                .Select(argument => argument.Name)
                .Concat(schema.Types.OfType<InputObjectType>().SelectMany(type => type.Fields)
                    .Select(field => field.Name))
                .Distinct(),
        ];
        EnumValues =
            [.. schema.Types.OfType<EnumType>().SelectMany(type => type.Values).Select(value => value.Name).Distinct()];
        Directives = [.. schema.Directives.Select(directive => directive.Name)];
    }

    public string[] Types { get; }

    public string[] Fields { get; }

    /// <summary>Arguments and input fields.</summary>
    public string[] Inputs { get; }

    public string[] EnumValues { get; }

    public string[] Directives { get; }
}
