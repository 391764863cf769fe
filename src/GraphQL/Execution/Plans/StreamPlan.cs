using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types;
using Analytics.GraphQL.Types.Values;

namespace Analytics.GraphQL.Execution.Plans;

/// <summary>A list whose later items are delivered after its first ones.</summary>
/// <param name="directive">The <c>@stream</c>.</param>
/// <param name="item">The field as it is executed for each later item: deferrals around the list have ended there.</param>
internal sealed class StreamPlan(DirectiveNode directive, Lazy<FieldPlan> item)
{
    private readonly IValueNode? _initialCount = IncrementalDirectives.Argument(directive, "initialCount");

    public FieldPlan Item => item.Value;

    public string? Label { get; } = IncrementalUsage.LabelOf(directive);

    /// <summary>How many items are delivered with the list itself.</summary>
    /// <exception cref="CoercionException">The variable is null, or the number negative.</exception>
    public int InitialCount(Schema schema, VariableValues variables)
    {
        if (_initialCount is null || LiteralCoercion.IsUnset(_initialCount, variables))
            return 0;
        var type = schema.Directives[IncrementalDirectives.Stream].Arguments["initialCount"].Type;
        var count = (int)LiteralCoercion.Coerce(type, _initialCount, variables)!;
        return count >= 0 ? count : throw new CoercionException("initialCount must be a positive integer");
    }
}
