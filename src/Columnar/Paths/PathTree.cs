using System.Numerics;
using Analytics.Columnar.Encoding;
using Analytics.Columnar.Querying;

namespace Analytics.Columnar.Paths;

/// <summary>
/// Paths as a tree of their steps from the anchor on, with how many end at each node: whatever is asked of paths can
/// be added up from it. Node 0 is the root, which is no step; a node comes after its parent.
/// </summary>
/// <param name="run">Bounds the memory.</param>
internal sealed class PathTree(QueryRun run) : IDisposable
{
    private const int BytesPerNode = 40;
    private readonly NativeBuffer<Node> _nodes = new();

    // Nodes by parent and step, open addressing; 0 is free.
    private readonly NativeBuffer<int> _table = new();

    /// <summary>Nodes, the root included.</summary>
    public ReadOnlySpan<Node> Nodes => _nodes.Span;

    /// <summary>Adds a path.</summary>
    public void Add(ReadOnlySpan<int> steps)
    {
        var node = 0;
        foreach (var step in steps)
            node = Child(node, step);
        _nodes[node].Ends++;
    }

    /// <summary>Adds another thread's.</summary>
    public void Merge(PathTree other)
    {
        var ours = new int[other._nodes.Count];
        for (var i = 1; i < ours.Length; i++)
        {
            ref var node = ref other._nodes[i];
            ours[i] = Child(ours[node.Parent], node.Step);
            _nodes[ours[i]].Ends += node.Ends;
        }
    }

    public void Dispose()
    {
        _nodes.Dispose();
        _table.Dispose();
    }

    private int Child(int parent, int step)
    {
        if (_nodes.Count * 2 >= _table.Count)
            Grow();
        var slot = SlotOf(parent, step);
        for (; _table[slot] is > 0 and var known; slot = (slot + 1) & (_table.Count - 1))
            if (_nodes[known].Parent == parent && _nodes[known].Step == step)
                return known;
        _table[slot] = _nodes.Count;
        _nodes.Add(new Node(parent, step, 0));
        return _nodes.Count - 1;
    }

    private void Grow()
    {
        if (_nodes.Count == 0)
            _nodes.Add(default);
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(1 << 10, _nodes.Count * 4L));
        run.Reserve((size - _table.Count) / 2L * BytesPerNode);
        _table.Reset(size);
        for (var i = 1; i < _nodes.Count; i++)
        {
            var slot = SlotOf(_nodes[i].Parent, _nodes[i].Step);
            while (_table[slot] != 0)
                slot = (slot + 1) & (_table.Count - 1);
            _table[slot] = i;
        }
    }

    private int SlotOf(int parent, int step) =>
        (int)(((((ulong)(uint)parent << 32) | (uint)step) * 0x9E3779B97F4A7C15) >> 32) & (_table.Count - 1);

    /// <summary>A step after those of its parent.</summary>
    internal record struct Node(int Parent, int Step, long Ends);
}
