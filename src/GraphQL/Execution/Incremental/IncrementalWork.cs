using Analytics.GraphQL.Execution.Plans;

namespace Analytics.GraphQL.Execution.Incremental;

/// <summary>
/// What is put off while a part of an answer is written. Every piece remembers how far writing had got, so that
/// whatever is cut from the answer takes with it what was put off below.
/// </summary>
/// <param name="sources">Where lists that are read further later are noted.</param>
/// <param name="scope">The delivery groups around the part; null for none.</param>
internal sealed class IncrementalWork(OpenSources sources, DeliveryScope? scope = null)
{
    private readonly List<(int Position, DeliveryGroup Item)> _groups = [];
    private readonly List<(int Position, ExecutionGroup Item)> _tasks = [];
    private readonly List<(int Position, ItemStream Item)> _streams = [];
    private DeliveryScope? _scope = scope;

    public OpenSources Sources => sources;

    public IEnumerable<DeliveryGroup> Groups => _groups.Select(entry => entry.Item);

    public IEnumerable<ExecutionGroup> Tasks => _tasks.Select(entry => entry.Item);

    public IEnumerable<ItemStream> Streams => _streams.Select(entry => entry.Item);

    /// <summary>Whether the answer is complete without it.</summary>
    public bool IsEmpty => _tasks.Count == 0 && _streams.Count == 0;

    /// <summary>Makes the delivery groups that begin at an object.</summary>
    /// <returns>Those that were current before, for <see cref="Leave"/>.</returns>
    public DeliveryScope? Enter(DeferredSelection deferred, IReadOnlyList<object> path)
    {
        var outer = _scope;
        _scope = new DeliveryScope(outer, deferred.NewDefers, path);
        return outer;
    }

    /// <summary>Puts off the deferred fields of the object that was entered last.</summary>
    public void PutOff(DeferredSelection deferred, object? value, IReadOnlyList<object> path, int position)
    {
        foreach (var group in _scope!.Groups)
            _groups.Add((position, group));
        foreach (var fields in deferred.Groups)
            _tasks.Add((position, new ExecutionGroup(
                [.. fields.Defers.Select(_scope.Find)], path, fields.Selection, value, _scope)));
    }

    /// <summary>Puts off the rest of a list.</summary>
    public void PutOff(ItemStream stream, int position) => _streams.Add((position, stream));

    /// <summary>Goes back to the delivery groups around an object.</summary>
    public void Leave(DeliveryScope? outer) => _scope = outer;

    /// <summary>Forgets what was put off after a position.</summary>
    public void CutBack(int position)
    {
        Cut(_groups, position);
        Cut(_tasks, position);
        Cut(_streams, position);
    }

    // Positions ascend: whatever was written later stands later.
    private static void Cut<T>(List<(int Position, T Item)> entries, int position)
    {
        var kept = entries.Count;
        while (kept > 0 && entries[kept - 1].Position > position)
            kept--;
        entries.RemoveRange(kept, entries.Count - kept);
    }
}
