using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Execution.Cost;

/// <summary>What a selection's cost depends on: equal where the very same selection sets are merged.</summary>
/// <param name="Type">The type that is selected on.</param>
/// <param name="Sets">The selection sets of the merged fields, in the order of the document.</param>
/// <param name="Sizing">The field whose arguments size lists in the selection; null for none.</param>
internal sealed record SelectionKey(NamedType Type, ImmutableArray<SelectionSetNode> Sets, FieldNode? Sizing)
{
    public bool Equals(SelectionKey? other)
    {
        if (other is null || other.Type != Type || !ReferenceEquals(other.Sizing, Sizing) || other.Sets.Length != Sets.Length)
            return false;
        for (var index = 0; index < Sets.Length; index++)
            if (!ReferenceEquals(Sets[index], other.Sets[index]))
                return false;
        return true;
    }

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(RuntimeHelpers.GetHashCode(Type));
        foreach (var set in Sets)
            hash.Add(RuntimeHelpers.GetHashCode(set));
        return hash.ToHashCode();
    }
}
