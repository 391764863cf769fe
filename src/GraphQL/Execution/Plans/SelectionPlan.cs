using System.Collections.Immutable;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Execution.Plans;

/// <summary>The fields to answer on values of one object type, merged and in the order of the answer.</summary>
/// <param name="Type">The object type.</param>
/// <param name="Fields">At least one unless all are skipped or put off.</param>
internal sealed record SelectionPlan(ObjectType Type, ImmutableArray<FieldPlan> Fields)
{
    /// <summary>Whether some field, here or below, may wait.</summary>
    public bool HasAsync { get; } = Fields.Any(field => field.IsAsync || field.HasAsyncBelow);

    /// <summary>What is put off on each value; null for nothing.</summary>
    public DeferredSelection? Deferred { get; init; }

    /// <summary>The type's name in quotes, for <c>__typename</c>.</summary>
    public byte[] EncodedTypeName { get; } = QuotedName.Of(Type.Name);
}
