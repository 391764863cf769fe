using Analytics.Columnar.Operators;

namespace Analytics.Columnar.Paths;

/// <summary>Orders steps by their text, the missing one last, and paths by their steps.</summary>
/// <param name="keys">Knows the texts.</param>
/// <param name="tree">Has the paths.</param>
internal sealed class PathOrder(DimensionKeys keys, PathTree tree) : IComparer<int>
{
    private readonly Dictionary<int, string?> _texts = [];

    /// <summary>Null for the missing one.</summary>
    public string? Text(int step)
    {
        if (!_texts.TryGetValue(step, out var text))
            _texts.Add(step, text = step < 0 ? null : keys.Text(step));
        return text;
    }

    public int Compare(int x, int y)
    {
        if (x == y)
            return 0;
        var (left, right) = (Text(x), Text(y));
        return left is null || right is null ? (left is null).CompareTo(right is null) : string.CompareOrdinal(left, right);
    }

    /// <summary>Compares the paths that end at two nodes step by step; the shorter one first.</summary>
    public int ComparePaths(int left, int right)
    {
        if (left == right)
            return 0;
        var (a, b) = (PathTo(left), PathTo(right));
        for (var i = 0; i < a.Length && i < b.Length; i++)
            if (Compare(a[i], b[i]) is not 0 and var order)
                return order;
        return a.Length.CompareTo(b.Length);
    }

    /// <summary>The steps from the root to a node.</summary>
    public int[] PathTo(int node)
    {
        var length = 0;
        for (var at = node; at != 0; at = tree.Nodes[at].Parent)
            length++;
        var path = new int[length];
        for (var at = node; at != 0; at = tree.Nodes[at].Parent)
            path[--length] = tree.Nodes[at].Step;
        return path;
    }
}
