using Analytics.GraphQL.Types.Annotations;

namespace Analytics.GraphQL.Types.Cost;

/// <summary>What this counts in the cost of an operation.</summary>
/// <param name="Weight">A decimal number.</param>
/// <remarks>IBM, GraphQL Cost Directives Specification.</remarks>
[DirectiveType(
    DirectiveLocation.ArgumentDefinition, DirectiveLocation.Enum, DirectiveLocation.FieldDefinition,
    DirectiveLocation.InputFieldDefinition, DirectiveLocation.Object, DirectiveLocation.Scalar)]
internal sealed record CostDirective(string Weight);
