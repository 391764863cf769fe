using Analytics.Columnar.Series;
using Analytics.Columnar.Shards;

namespace Analytics.Columnar.Retention;

/// <summary>One thread's numbers of members by group, from which those shown are chosen.</summary>
internal sealed class GroupSizes(RetentionScope scope) : IDisposable
{
    private readonly ShardReader _reader = new(scope.Run.Snapshot, scope.Columns, scope.Query.IncludeBots);
    private readonly MemberList _members = new(scope);
    private readonly CellArray<long> _sizes = new(scope.Run);

    /// <summary>Counts the actors from one code to before another.</summary>
    public void Add(uint fromActor, uint toActor)
    {
        var rows = _reader.Read(fromActor, toActor);
        scope.Run.Take(rows.Rows);
        if (!_members.Find(rows))
            return;
        foreach (ref readonly var member in _members.Items)
        {
            _sizes.Ensure(member.Group + 1);
            _sizes[member.Group]++;
        }
    }

    /// <summary>Chooses the groups from what all threads have.</summary>
    public static void Choose(GroupPlan groups, IReadOnlyList<GroupSizes> parts)
    {
        var sizes = new long[parts.Max(part => part._sizes.Count)];
        foreach (var part in parts)
            for (var group = 0; group < part._sizes.Count; group++)
                sizes[group] += part._sizes[group];
        groups.Choose(Array.ConvertAll(sizes, size => size > 0), group => sizes[group]);
    }

    public void Dispose()
    {
        _reader.Dispose();
        _members.Dispose();
        _sizes.Dispose();
    }
}
