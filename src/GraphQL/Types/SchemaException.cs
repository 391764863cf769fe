using System.Collections.Immutable;

namespace Analytics.GraphQL.Types;

/// <summary>A schema cannot be built. The message lists every fault, one a line.</summary>
public sealed class SchemaException(ImmutableArray<SchemaFault> faults)
    : Exception("The GraphQL schema is invalid:" + string.Concat(faults.Select(fault => "\n  - " + fault)))
{
    /// <summary>What is wrong and where; at least one.</summary>
    public ImmutableArray<SchemaFault> Faults { get; } = faults;
}
