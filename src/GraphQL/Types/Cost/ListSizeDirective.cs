using Analytics.GraphQL.Types.Annotations;

namespace Analytics.GraphQL.Types.Cost;

/// <summary>How long the list of this field gets, for the cost of an operation.</summary>
/// <param name="AssumedSize">Items when no slicing argument tells.</param>
/// <param name="SlicingArguments">Arguments, or paths into input objects, that hold the number of items; the largest counts.</param>
/// <param name="SlicingArgumentDefaultValue">Items when no slicing argument is given.</param>
/// <param name="SizedFields">Fields of the returned object that have the size; without them the field itself has it.</param>
/// <param name="RequireOneSlicingArgument">Whether a request must give exactly one slicing argument.</param>
/// <remarks>
/// IBM, GraphQL Cost Directives Specification; the default value is HotChocolate's addition to it.
/// </remarks>
[DirectiveType(DirectiveLocation.FieldDefinition)]
internal sealed record ListSizeDirective(
    int? AssumedSize,
    IReadOnlyList<string>? SlicingArguments,
    int? SlicingArgumentDefaultValue,
    IReadOnlyList<string>? SizedFields,
    bool? RequireOneSlicingArgument = true);
