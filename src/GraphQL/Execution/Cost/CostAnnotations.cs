using System.Collections.Immutable;
using System.Globalization;
using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Execution.Cost;

/// <summary>Reads <c>@cost</c> and <c>@listSize</c> off a schema.</summary>
internal static class CostAnnotations
{
    /// <summary>The weight that is applied; null without <c>@cost</c>.</summary>
    public static double? Weight(ImmutableArray<AppliedDirective> directives) =>
        Find(directives, "cost")?.Value("weight") is StringValueNode weight
            ? double.Parse(weight.Value, NumberStyles.Float, CultureInfo.InvariantCulture)
            : null;

    /// <summary>What a value of a type weighs: 1 with fields, 0 for a leaf, unless it says otherwise.</summary>
    public static double Weight(NamedType type) =>
        Weight(type.AppliedDirectives) ?? (type is ScalarType or EnumType ? 0 : 1);

    /// <summary>What <c>@listSize</c> says; null without it.</summary>
    public static ListSize? SizeOf(OutputField field) => Find(field.AppliedDirectives, "listSize") is { } size
        ? new ListSize(
            Number(size, "assumedSize"), Names(size, "slicingArguments"), Names(size, "sizedFields"),
            size.Value("requireOneSlicingArgument") is not BooleanValueNode { Value: false },
            Number(size, "slicingArgumentDefaultValue"))
        : null;

    private static DirectiveNode? Find(ImmutableArray<AppliedDirective> directives, string name)
    {
        foreach (var directive in directives)
            if (directive.Type.Name == name)
                return directive.Node;
        return null;
    }

    private static IValueNode? Value(this DirectiveNode directive, string argument) =>
        directive.Arguments.FirstOrDefault(given => given.Name.Value == argument)?.Value;

    private static int? Number(DirectiveNode directive, string argument) => directive.Value(argument) is IntValueNode number
        ? int.Parse(number.Value, CultureInfo.InvariantCulture)
        : null;

    private static ImmutableArray<string> Names(DirectiveNode directive, string argument) =>
        directive.Value(argument) switch
        {
            ListValueNode list => [.. list.Items.OfType<StringValueNode>().Select(name => name.Value)],
            StringValueNode single => [single.Value],
            _ => [],
        };
}

/// <summary>How long the list of a field gets.</summary>
/// <param name="AssumedSize">Items when no slicing argument tells; null when nothing is known.</param>
/// <param name="SlicingArguments">Arguments, or paths into input objects, that hold the number of items.</param>
/// <param name="SizedFields">Fields of the returned object that have the size; empty when the field itself has it.</param>
/// <param name="RequireOne">Whether a request must give exactly one slicing argument.</param>
/// <param name="SlicingDefault">Items when no slicing argument is given; null to assume the size.</param>
internal sealed record ListSize(
    int? AssumedSize, ImmutableArray<string> SlicingArguments, ImmutableArray<string> SizedFields, bool RequireOne,
    int? SlicingDefault);
