namespace Analytics.GraphQL.Execution.Pipeline;

/// <summary>Where writing has got to: response names and list indices, without an allocation a step.</summary>
internal sealed class PathStack
{
    private (string? Name, int Index)[] _segments = [];

    /// <param name="start">The place to begin at; null for the root.</param>
    public PathStack(IReadOnlyList<object>? start)
    {
        for (var index = 0; index < start?.Count; index++)
            Push((start[index] as string, start[index] as int? ?? 0));
    }

    /// <summary>Segments on the stack; may be set back.</summary>
    public int Depth { get; set; }

    public void Push(string name) => Push((name, 0));

    public void Push(int index) => Push((null, index));

    public void Pop() => Depth--;

    public IReadOnlyList<object> ToList()
    {
        var list = new object[Depth];
        for (var index = 0; index < list.Length; index++)
            list[index] = _segments[index].Name ?? (object)_segments[index].Index;
        return list;
    }

    private void Push((string?, int) segment)
    {
        if (Depth == _segments.Length)
            Array.Resize(ref _segments, Math.Max(8, Depth * 2));
        _segments[Depth++] = segment;
    }
}
