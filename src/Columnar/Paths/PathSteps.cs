using Analytics.Columnar.Encoding;
using Analytics.Columnar.Operators;

namespace Analytics.Columnar.Paths;

/// <summary>Takes steps of one group for one. One a thread: it looks at each step's text once.</summary>
internal sealed class PathSteps(PathScope scope) : IDisposable
{
    // One more than what a step is taken for; 0 where it was not met.
    private readonly NativeBuffer<int> _called = new();

    /// <summary>Replaces steps by what they are taken for.</summary>
    public void Rename(Span<int> steps)
    {
        if (scope.Query.Groups.IsEmpty)
            return;
        foreach (ref var step in steps)
        {
            if (step >= _called.Count)
                _called.Append(step + 1 - _called.Count).Clear();
            if (_called[step] == 0)
                _called[step] = Called(step) + 1;
            step = _called[step] - 1;
        }
    }

    public void Dispose() => _called.Dispose();

    private int Called(int step)
    {
        if (step == DimensionKeys.Missing)
            return step;
        var text = scope.Keys.Text(step);
        foreach (var group in scope.Query.Groups)
            if (group.Matches(text))
                return scope.Keys.Of(group.Name);
        return step;
    }
}
