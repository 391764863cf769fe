using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Validation.FieldMerging;

/// <summary>
/// Goes down the merged sets of a document. Fields that must agree form a group; to agree is an equivalence, so each
/// is compared with the group's first only, and the selections of all that agree are merged into the next set. That
/// makes the work linear in the sets' sizes where comparing pairs is quadratic. A group seen before is not
/// entered again. (After S. Adameit, "GraphQL: Overlapping Fields Can Be Merged Fast", 2020.)
/// </summary>
internal abstract class MergePass(FieldCollector collector, MergeConflicts conflicts)
{
    private readonly HashSet<int> _seenAlone = [];
    private readonly HashSet<string> _seenGroups = new(StringComparer.Ordinal);

    public void Run(List<FieldOccurrence> root)
    {
        var pending = new Stack<List<FieldOccurrence>>([root]);
        while (pending.TryPop(out var set) && !collector.IsExhausted)
        {
            foreach (var sameName in GroupByResponseName(set))
                foreach (var group in Partition(sameName))
                    if (Agreeing(group) is var agreeing && IsNews(agreeing))
                        pending.Push(collector.CollectBelow(agreeing));
        }
    }

    /// <summary>Divides fields of one response name into groups that must agree; a field may be in several.</summary>
    protected abstract IEnumerable<IReadOnlyList<FieldOccurrence>> Partition(IReadOnlyList<FieldOccurrence> sameName);

    /// <summary>Why two fields of a group do not agree; null when they do.</summary>
    protected abstract string? FindConflict(MergeField first, MergeField other);

    private static Dictionary<string, List<FieldOccurrence>>.ValueCollection GroupByResponseName(
        List<FieldOccurrence> set)
    {
        var groups = new Dictionary<string, List<FieldOccurrence>>(set.Count, StringComparer.Ordinal);
        foreach (var occurrence in set)
        {
            if (groups.TryGetValue(occurrence.Field.ResponseName, out var group))
                group.Add(occurrence);
            else
                groups[occurrence.Field.ResponseName] = [occurrence];
        }
        return groups.Values;
    }

    private IReadOnlyList<FieldOccurrence> Agreeing(IReadOnlyList<FieldOccurrence> group)
    {
        if (group.Count == 1)
            return group;
        // Of a field that the schema does not know nothing can be compared: it is a poor yardstick.
        var first = group.FirstOrDefault(occurrence => occurrence.Field.Type is not null) ?? group[0];
        var agreeing = new List<FieldOccurrence>(group.Count);
        var isAfter = false;
        foreach (var other in group)
        {
            if (collector.Spend())
                break;
            // The field that comes first in the set is also told first.
            isAfter |= other == first;
            var (left, right) = isAfter ? (first, other) : (other, first);
            if (other == first || !conflicts.Note(left, right, FindConflict(left.Field, right.Field)))
                agreeing.Add(other);
        }
        return agreeing;
    }

    private bool IsNews(IReadOnlyList<FieldOccurrence> group)
    {
        if (group.All(occurrence => occurrence.Field.Node.SelectionSet is null))
            return false;
        return group.Count == 1
            ? _seenAlone.Add(group[0].Field.Id)
            : _seenGroups.Add(string.Join(',', group.Select(occurrence => occurrence.Field.Id).Order()));
    }
}

/// <summary>Fields of one response name have one shape in the answer, whatever the parent types.</summary>
internal sealed class ShapePass(FieldCollector collector, MergeConflicts conflicts) : MergePass(collector, conflicts)
{
    protected override IEnumerable<IReadOnlyList<FieldOccurrence>> Partition(
        IReadOnlyList<FieldOccurrence> sameName) => [sameName];

    protected override string? FindConflict(MergeField first, MergeField other) =>
        FindStreamConflict(first, other) ?? FindTypeConflict(first, other);

    // A list cannot be both whole and streamed; two streams of it would be delivered twice.
    private static string? FindStreamConflict(MergeField first, MergeField other) =>
        first == other || (first.Stream, other.Stream) is (null, null)
            ? null
            : first.Stream is { } left && other.Stream is { } right && left == right
                ? "they have overlapping stream directives. See https://github.com/graphql/defer-stream-wg/discussions/100"
                : "they have overlapping stream directives";

    private static string? FindTypeConflict(MergeField first, MergeField other) =>
        first.Type is { } left && other.Type is { } right && DoConflict(left, right)
            ? $"they return conflicting types \"{left}\" and \"{right}\""
            : null;

    private static bool DoConflict(IType left, IType right) => (left, right) switch
    {
        (ListType a, ListType b) => DoConflict(a.ElementType, b.ElementType),
        (ListType, _) or (_, ListType) => true,
        (NonNullType a, NonNullType b) => DoConflict(a.NullableType, b.NullableType),
        (NonNullType, _) or (_, NonNullType) => true,
        _ => (left.IsLeaf() || right.IsLeaf()) && !ReferenceEquals(left, right),
    };
}

/// <summary>Fields of one response name that one object can have are the same field with the same arguments.</summary>
internal sealed class IdentityPass(FieldCollector collector, MergeConflicts conflicts) : MergePass(collector, conflicts)
{
    // Two object types have no object in common; an interface, a union or an unknown type may have one with each.
    protected override IEnumerable<IReadOnlyList<FieldOccurrence>> Partition(IReadOnlyList<FieldOccurrence> sameName)
    {
        if (sameName.All(occurrence => occurrence.Field.ParentType == sameName[0].Field.ParentType))
            return [sameName];
        var groups = sameName.Index().GroupBy(one => one.Item.Field.ParentType as ObjectType).ToList();
        var open = groups.Find(group => group.Key is null) ?? Enumerable.Empty<(int Index, FieldOccurrence Item)>();
        var closed = groups.Where(group => group.Key is not null).ToList();
        return closed.Count == 0
            ? [sameName]
            : closed.Select(group => (IReadOnlyList<FieldOccurrence>)
                [.. open.Concat(group).OrderBy(one => one.Index).Select(one => one.Item)]);
    }

    protected override string? FindConflict(MergeField first, MergeField other) =>
        first.Node.Name.Value != other.Node.Name.Value
            ? $"\"{first.Node.Name.Value}\" and \"{other.Node.Name.Value}\" are different fields"
            : first.Arguments != other.Arguments ? "they have differing arguments" : null;
}
