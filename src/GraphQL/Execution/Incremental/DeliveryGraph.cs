namespace Analytics.GraphQL.Execution.Incremental;

/// <summary>
/// Who waits for what: the incremental delivery draft's rules of when deferrals and streams are announced, delivered
/// and complete. Knows nothing of how work is done. Not thread-safe.
/// </summary>
/// <param name="start">Begins the work of something that was announced. An execution group may be asked for repeatedly.</param>
internal sealed class DeliveryGraph(IWorkStarter start)
{
    private readonly HashSet<DeliveryGroup> _groups = [];
    private readonly HashSet<ItemStream> _streams = [];
    private int _nextId;

    /// <summary>Whether all that was announced is complete.</summary>
    public bool IsFinished => _groups.Count == 0 && _streams.Count == 0;

    /// <summary>Takes over what the first answer put off; <see cref="Start"/> begins the work.</summary>
    /// <returns>What the first answer announces.</returns>
    public IReadOnlyList<IPending> Begin(IncrementalWork work)
    {
        var groups = Integrate(work, null);
        var pending = Pending(WithoutEmpty(groups), work.Streams);
        foreach (var group in pending.OfType<DeliveryGroup>())
            Open(group);
        _streams.UnionWith(pending.OfType<ItemStream>());
        return pending;
    }

    /// <summary>Begins the work that the first answer announced.</summary>
    public void Start()
    {
        foreach (var group in _groups.ToList())
            StartTasks(group);
        foreach (var stream in _streams.ToList())
            start.Start(stream);
    }

    /// <summary>Deferred fields were executed, or failed.</summary>
    public void TaskDone(ExecutionGroup task, Payload payload)
    {
        if (task.IsRemoved)
            return;
        if (task.Result!.Failure is { } failure)
        {
            foreach (var group in task.Groups.Where(group => group is { IsOpen: true, IsPending: true }))
            {
                Remove(group);
                payload.Complete(group, failure);
            }
            return;
        }
        Integrate(task.Result.Work!, task);
        var begun = new Begun([], []);
        foreach (var group in task.Groups.Where(group => group.IsOpen))
        {
            group.Unfinished--;
            FinishIfDone(group, begun, payload);
        }
        StartNew(begun, payload);
    }

    /// <summary>Items of a stream became ready.</summary>
    public void ItemsReady(ItemStream stream, IReadOnlyList<PartResult> items, Payload payload)
    {
        payload.Deliver(stream, items);
        var begun = new Begun([], []);
        foreach (var item in items)
        {
            begun.Groups.AddRange(WithoutEmpty(Integrate(item.Work!, null)));
            begun.Streams.AddRange(item.Work!.Streams);
        }
        payload.Announce(Pending(begun.Groups, begun.Streams));
        StartNew(begun, payload);
    }

    /// <summary>A stream came to its end.</summary>
    public void StreamDone(ItemStream stream, Payload payload)
    {
        if (_streams.Remove(stream))
            payload.Complete(stream, stream.Failure);
    }

    /// <summary>Nothing more will be done: all that is pending fails.</summary>
    public void GiveUp(IError error, Payload payload)
    {
        foreach (var pending in _groups.Cast<IPending>().Concat(_streams).OrderBy(pending => pending.Id))
            payload.Complete(pending, error);
        _groups.Clear();
        _streams.Clear();
    }

    private List<DeliveryGroup> Integrate(IncrementalWork work, ExecutionGroup? parentTask)
    {
        var roots = new List<DeliveryGroup>();
        var all = work.Groups.ToHashSet();
        var visited = new HashSet<DeliveryGroup>();
        foreach (var group in all)
            Add(group, all, visited, roots, parentTask is not null);
        foreach (var task in work.Tasks)
            foreach (var group in task.Groups.Where(group => group.IsOpen))
            {
                group.Tasks.Add(task);
                group.Unfinished++;
                if (group.IsPending)
                    start.Start(task);
            }
        parentTask?.Streams.AddRange(work.Streams);
        return roots;
    }

    private static void Add(
        DeliveryGroup group, HashSet<DeliveryGroup> all, HashSet<DeliveryGroup> visited, List<DeliveryGroup> roots,
        bool isInTask)
    {
        if (!visited.Add(group))
            return;
        if (group.Parent is { } parent)
        {
            if (all.Contains(parent))
                Add(parent, all, visited, roots, isInTask);
            if (!parent.IsOpen)
                return;
            parent.Children.Add(group);
        }
        else if (!isInTask)
            roots.Add(group);
        group.IsOpen = true;
    }

    // A deferral without fields of its own is never announced; those inside it are, in its place.
    private static List<DeliveryGroup> WithoutEmpty(IEnumerable<DeliveryGroup> groups)
    {
        var found = new List<DeliveryGroup>();
        foreach (var group in groups.Where(group => group.IsOpen))
            if (group.Tasks.Count > 0)
                found.Add(group);
            else
            {
                group.IsOpen = false;
                found.AddRange(WithoutEmpty(group.Children));
            }
        return found;
    }

    private List<IPending> Pending(IEnumerable<DeliveryGroup> groups, IEnumerable<ItemStream> streams)
    {
        List<IPending> pending = [.. groups, .. streams];
        foreach (var entry in pending)
            entry.Id ??= _nextId++;
        return pending;
    }

    private void FinishIfDone(DeliveryGroup group, Begun begun, Payload payload)
    {
        if (!group.IsPending || group.Unfinished > 0)
            return;
        group.IsOpen = false;
        var streams = new List<ItemStream>();
        foreach (var task in group.Tasks.ToList())
        {
            payload.Deliver(group, task);
            streams.AddRange(task.Streams);
            Remove(task);
        }
        var children = WithoutEmpty(group.Children);
        Close(group);
        payload.Complete(group, null);
        payload.Announce(Pending(children, streams));
        begun.Groups.AddRange(children);
        begun.Streams.AddRange(streams);
    }

    private void StartNew(Begun begun, Payload payload)
    {
        // The lists grow while they are gone through: a deferral may be complete as soon as it is announced.
        for (var index = 0; index < begun.Groups.Count; index++)
        {
            Open(begun.Groups[index]);
            StartTasks(begun.Groups[index]);
            if (begun.Groups[index].IsOpen)
                FinishIfDone(begun.Groups[index], begun, payload);
        }
        foreach (var stream in begun.Streams)
        {
            _streams.Add(stream);
            start.Start(stream);
        }
    }

    private void StartTasks(DeliveryGroup group)
    {
        foreach (var task in group.Tasks.ToList())
            start.Start(task);
    }

    private void Open(DeliveryGroup group)
    {
        group.IsPending = true;
        _groups.Add(group);
    }

    private void Close(DeliveryGroup group)
    {
        group.IsPending = false;
        _groups.Remove(group);
    }

    private void Remove(DeliveryGroup group)
    {
        group.IsOpen = false;
        Close(group);
        foreach (var task in group.Tasks.ToList())
            if (!task.Groups.Any(other => other.IsOpen))
                Remove(task);
        foreach (var child in group.Children.Where(child => child.IsOpen))
            Remove(child);
    }

    private static void Remove(ExecutionGroup task)
    {
        task.IsRemoved = true;
        foreach (var group in task.Groups)
            group.Tasks.Remove(task);
    }

    private sealed record Begun(List<DeliveryGroup> Groups, List<ItemStream> Streams);
}

/// <summary>Does the work that a <see cref="DeliveryGraph"/> decides on.</summary>
internal interface IWorkStarter
{
    /// <summary>Executes deferred fields, unless they are being executed; tells again of those that failed.</summary>
    void Start(ExecutionGroup task);

    /// <summary>Produces the items of a list.</summary>
    void Start(ItemStream stream);
}
