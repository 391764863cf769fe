using Analytics.Columnar.Kernels;

namespace Analytics.Columnar.Funnels;

/// <summary>One thread's part of following the paths of groups.</summary>
internal sealed unsafe class GroupPathWalk : IDisposable
{
    private readonly FunnelPlan _plan;
    private readonly GroupHits _from;
    private readonly PathHits _hits;
    private readonly PathFollower _follower;

    public GroupPathWalk(FunnelPlan plan, GroupHits from)
    {
        (_plan, _from) = (plan, from);
        Tally = new FunnelTally(plan);
        _hits = new PathHits(plan.Held.Length);
        _follower = new PathFollower(
            plan, _hits, Tally, plan.Breakdown is null ? null : hit => _from[_hits.Rows[hit]].Key);
    }

    public FunnelTally Tally { get; }

    /// <summary>Follows the groups from one to before another.</summary>
    public void Add(int fromGroup, int toGroup)
    {
        _hits.Clear();
        for (var group = fromGroup; group < toGroup; group++)
        {
            var number = 0;
            foreach (var index in _from.Sorted(group, _plan.Snapshot))
            {
                ref readonly var hit = ref _from[index];
                _from.Held(index).CopyTo(_hits.Add(hit.Time, hit.Bits, index, number++));
            }
            _hits.EndPath();
        }
        if (_hits.Count > 0)
            _follower.Run();
    }

    public void Dispose()
    {
        _hits.Dispose();
        Tally.Dispose();
    }
}
