using System.Collections.Frozen;
using System.Text.Json;
using Analytics.GraphQL.Execution;
using Analytics.GraphQL.Execution.Cost;
using Analytics.GraphQL.Execution.Plans;
using Analytics.GraphQL.Language;
using Analytics.GraphQL.Tests.Validation;
using Analytics.GraphQL.Types;
using Analytics.GraphQL.Validation;

namespace Analytics.GraphQL.Tests.Execution.Cost;

/// <summary>What operations cost over a schema that is given as SDL.</summary>
internal static class SdlCost
{
    public const string Directives =
        """
        directive @cost(weight: String!) on ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | OBJECT | SCALAR
        directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean = true, slicingArgumentDefaultValue: Int) on FIELD_DEFINITION

        """;

    public static OperationCost Of(string sdl, string document, string variables = "{}") =>
        Of(SdlSchema.Of(Directives + sdl), document, variables);

    public static OperationCost Of(Schema schema, string document, string variables = "{}", CostOptions? options = null) =>
        Compile(schema, document, options).Evaluate(new OperationRequest
        {
            Services = null!, Variables = JsonElement.Parse(variables),
        });

    public static OperationCostPlan Compile(Schema schema, string text, CostOptions? options = null)
    {
        var document = Utf8GraphQLParser.Parse(text, ParserOptions.Trusted);
        Assert.Empty(DocumentValidator.Validate(schema, document));
        var fragments = document.Definitions.OfType<FragmentDefinitionNode>()
            .ToFrozenDictionary(fragment => fragment.Name.Value);
        var collector = new FieldCollector(schema, fragments, new Dictionary<string, bool>(), isIncremental: false);
        return CostCompiler.Compile(
            schema, document.Definitions.OfType<OperationDefinitionNode>().Single(), collector, options ?? new CostOptions());
    }
}
