using Analytics.Columnar.Kernels;
using Analytics.Columnar.Operators;
using Analytics.Domain.Funnels;

namespace Analytics.Columnar.Funnels;

/// <summary>Follows the attempts of arranged paths by every rule and adds those that count to a tally.</summary>
/// <param name="plan">The funnel.</param>
/// <param name="hits">The paths.</param>
/// <param name="tally">Receives the attempts.</param>
/// <param name="keyOf">The group of a hit's breakdown value; called once for each attempt that counts.</param>
internal sealed unsafe class PathFollower(FunnelPlan plan, PathHits hits, FunnelTally tally, Func<int, int>? keyOf)
{
    private readonly AttemptKernel _kernel = new(plan.Rules, hits);
    private readonly long[] _taken = new long[plan.Steps.Length];
    private readonly int[] _at = new int[plan.Steps.Length];
    private readonly int[] _best = new int[plan.Steps.Length];
    private int _furthest;

    /// <summary>Called with the first hit of each attempt that counts, its group and when it took each step; null for
    /// nobody.</summary>
    public Action<int, int, long[]>? Counted { get; init; }

    /// <summary>Arranges the hits and follows all of them.</summary>
    public void Run()
    {
        hits.Arrange();
        _kernel.Begin();
        var parts = hits.Parts;
        for (var i = 0; i < parts.Length; i++)
            if (plan.Funnel.Count is FunnelCount.Attempts)
                CountAttempts(parts[i]);
            else
                FindFurthest(parts[i], i == 0 || parts[i - 1].Path != parts[i].Path, i == parts.Length - 1 || parts[i + 1].Path != parts[i].Path);
    }

    // From the left: what starts while an attempt lasts starts none.
    private void CountAttempts(in PathPart part)
    {
        for (var start = _kernel.NextStart(part.From, part.To); start < part.To;)
        {
            var attempt = _kernel.Follow(part, start, _at);
            Count(_at, attempt.Last);
            do
                start = _kernel.NextStart(start + 1, part.To);
            while (start < part.To
                && (hits.Order[start] < attempt.NextHit || hits.Times[hits.Order[start]] <= attempt.NextAfter));
        }
    }

    private void FindFurthest(in PathPart part, bool begins, bool ends)
    {
        if (begins)
            _furthest = -1;
        for (var start = _kernel.NextStart(part.From, part.To); start < part.To; start = _kernel.NextStart(start + 1, part.To))
        {
            var attempt = _kernel.Follow(part, start, _at);
            if (attempt.Last > _furthest || (attempt.Last == _furthest && hits.Order[start] < hits.Order[_best[0]]))
            {
                _furthest = attempt.Last;
                _at.CopyTo(_best, 0);
            }
            if (attempt.Last == plan.Steps.Length - 1)
                break;
        }
        if (ends && _furthest >= 0)
            Count(_best, _furthest);
    }

    private void Count(int[] at, int last)
    {
        for (var step = 0; step < at.Length; step++)
            _taken[step] = at[step] < 0 ? FunnelTally.NotTaken : hits.Times[hits.Order[at[step]]];
        var key = DimensionKeys.Missing;
        if (keyOf is not null && at[plan.Funnel.Breakdown!.Step ?? last] is >= 0 and var place)
            key = keyOf(hits.Order[place]);
        tally.Add(key, _taken);
        Counted?.Invoke(hits.Order[at[0]], key, _taken);
    }
}
