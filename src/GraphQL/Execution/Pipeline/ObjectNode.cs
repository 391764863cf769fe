using Analytics.GraphQL.Execution.Plans;

namespace Analytics.GraphQL.Execution.Pipeline;

/// <summary>
/// An object that has to be there before the answer can be written, because some field of it, or below it, waits.
/// Everything else is resolved while it is written.
/// </summary>
/// <param name="Selection">What is selected on it.</param>
/// <param name="Value">The .NET object; null for a root.</param>
/// <param name="Path">Where it stands; null for a root.</param>
internal sealed record ObjectNode(SelectionPlan Selection, object? Value, PathNode? Path)
{
    /// <summary>Stands for a field that is resolved when it is written.</summary>
    public static object Unresolved { get; } = new();

    /// <summary>Stands for a field that failed; the error is recorded.</summary>
    public static object Failed { get; } = new();

    /// <summary>One a field: one of the above, a <see cref="ObjectNode"/>, a list with nodes in it, or a plain value.</summary>
    public object?[] Results { get; } = new object?[Selection.Fields.Length];
}

/// <summary>A place in the answer, from the innermost segment outwards.</summary>
/// <param name="Parent">The place around it; null at the root.</param>
/// <param name="Segment">A response name or a list index.</param>
internal sealed record PathNode(PathNode? Parent, object Segment)
{
    /// <summary>The place of a list of segments; null for the root.</summary>
    public static PathNode? Of(IReadOnlyList<object> segments)
    {
        PathNode? node = null;
        foreach (var segment in segments)
            node = new PathNode(node, segment);
        return node;
    }

    /// <summary>The segments from the root.</summary>
    public IReadOnlyList<object> ToList()
    {
        var segments = new List<object>();
        for (var node = this; node is not null; node = node.Parent)
            segments.Add(node.Segment);
        segments.Reverse();
        return segments;
    }
}
