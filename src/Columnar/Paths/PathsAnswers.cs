using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Analytics.Domain.Paths;
using Analytics.Domain.Querying;

namespace Analytics.Columnar.Paths;

/// <summary>Adds a tree of paths up to an answer.</summary>
internal sealed class PathsAnswers
{
    private const int Rest = -1;
    private readonly PathScope _scope;
    private readonly PathTree _tree;
    private readonly PathOrder _order;
    private readonly int[] _depths;     // of nodes; the root's is -1
    private readonly long[] _through;   // paths through nodes

    public PathsAnswers(PathScope scope, PathTree tree)
    {
        (_scope, _tree, _order) = (scope, tree, new PathOrder(scope.Keys, tree));
        var nodes = tree.Nodes;
        scope.Run.Reserve(nodes.Length * (sizeof(long) + sizeof(int)));
        (_depths, _through) = (new int[nodes.Length], new long[nodes.Length]);
        for (var i = 0; i < nodes.Length; i++)
            _depths[i] = i == 0 ? -1 : _depths[nodes[i].Parent] + 1;
        for (var i = nodes.Length - 1; i > 0; i--)
        {
            _through[i] += nodes[i].Ends;
            _through[nodes[i].Parent] += _through[i];
        }
    }

    public PathsAnswer Answer()
    {
        var steps = Steps();
        var shown = Array.ConvertAll(steps, Shown);
        return new PathsAnswer(
            _through.Length == 0 ? 0 : _through[0],
            [.. InPlaces(steps.Length).SelectMany(depth => Nodes(depth, steps[depth], shown[depth]))],
            Edges(shown),
            Sequences(),
            _scope.Run.Meta());
    }

    private int Place(int depth) => _scope.IsBackward ? -depth : depth;

    private IEnumerable<int> InPlaces(int depths) => Enumerable.Range(0, depths).OrderBy(Place);

    // What goes through each step, and what ends there, by depth.
    private Dictionary<int, (long Count, long Ends)>[] Steps()
    {
        var steps = new List<Dictionary<int, (long Count, long Ends)>>();
        var nodes = _tree.Nodes;
        for (var i = 1; i < nodes.Length; i++)
        {
            while (steps.Count <= _depths[i])
                steps.Add([]);
            ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(steps[_depths[i]], nodes[i].Step, out _);
            sum = (sum.Count + _through[i], sum.Ends + nodes[i].Ends);
        }
        return [.. steps];
    }

    private ImmutableArray<int> Shown(Dictionary<int, (long Count, long Ends)> steps)
    {
        var best = new SortedSet<(long Count, int Step)>(Comparer<(long Count, int Step)>.Create((left, right) =>
            left.Count != right.Count ? right.Count.CompareTo(left.Count) : _order.Compare(left.Step, right.Step)));
        foreach (var (step, sum) in steps)
        {
            if (best.Count == _scope.Query.Limit && sum.Count < best.Max.Count)
                continue;
            best.Add((sum.Count, step));
            if (best.Count > _scope.Query.Limit)
                best.Remove(best.Max);
        }
        return [.. best.Select(one => one.Step)];
    }

    private IEnumerable<PathNode> Nodes(
        int depth, Dictionary<int, (long Count, long Ends)> steps, ImmutableArray<int> shown)
    {
        foreach (var step in shown)
            yield return new PathNode(Place(depth), _order.Text(step), steps[step].Count, steps[step].Ends);
        if (steps.Count > shown.Length)
            yield return new PathNode(
                Place(depth),
                null,
                steps.Values.Sum(sum => sum.Count) - shown.Sum(step => steps[step].Count),
                steps.Values.Sum(sum => sum.Ends) - shown.Sum(step => steps[step].Ends));
    }

    private ImmutableArray<PathEdge> Edges(ImmutableArray<int>[] shown)
    {
        var known = Array.ConvertAll(shown, steps => steps.ToHashSet());
        var edges = new Dictionary<(int Depth, int Inner, int Outer), long>();
        var nodes = _tree.Nodes;
        for (var i = 1; i < nodes.Length; i++)
            if (_depths[i] > 0)
                CollectionsMarshal.GetValueRefOrAddDefault(
                    edges,
                    (_depths[i], ShownAs(_depths[i] - 1, nodes[nodes[i].Parent].Step), ShownAs(_depths[i], nodes[i].Step)),
                    out _) += _through[i];
        return
        [
            .. edges
                .Select(edge => _scope.IsBackward
                    ? (Place: -edge.Key.Depth, From: edge.Key.Outer, To: edge.Key.Inner, Count: edge.Value)
                    : (Place: edge.Key.Depth - 1, From: edge.Key.Inner, To: edge.Key.Outer, Count: edge.Value))
                .OrderBy(edge => edge.Place)
                .ThenByDescending(edge => edge.Count)
                .ThenBy(edge => edge.From == Rest)
                .ThenBy(edge => edge.From, _order)
                .ThenBy(edge => edge.To == Rest)
                .ThenBy(edge => edge.To, _order)
                .Select(edge => new PathEdge(edge.Place, Key(edge.From), Key(edge.To), edge.Count)),
        ];

        int ShownAs(int depth, int step) => known[depth].Contains(step) ? step : Rest;

        GroupKey? Key(int step) => step == Rest ? default(GroupKey?) : _order.Text(step);
    }

    private ImmutableArray<PathSequence> Sequences()
    {
        var best = new SortedSet<int>(Comparer<int>.Create(CompareEnds));
        for (var i = 1; i < _tree.Nodes.Length; i++)
        {
            if (_tree.Nodes[i].Ends == 0 || (best.Count == _scope.Query.Limit && CompareEnds(i, best.Max) > 0))
                continue;
            best.Add(i);
            if (best.Count > _scope.Query.Limit)
                best.Remove(best.Max);
        }
        return
        [
            .. best.Select(node =>
            {
                var steps = _order.PathTo(node).Select(_order.Text);
                return new PathSequence([.. _scope.IsBackward ? steps.Reverse() : steps], _tree.Nodes[node].Ends);
            }),
        ];
    }

    private int CompareEnds(int left, int right)
    {
        var byEnds = _tree.Nodes[right].Ends.CompareTo(_tree.Nodes[left].Ends);
        return byEnds != 0 ? byEnds : _order.ComparePaths(left, right);
    }
}
