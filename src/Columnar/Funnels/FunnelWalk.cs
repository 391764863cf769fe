using Analytics.Columnar.Cohorts;
using Analytics.Columnar.Querying;
using Analytics.Columnar.Shards;

namespace Analytics.Columnar.Funnels;

/// <summary>One thread's part of a funnel: reads shards and adds up the attempts that count.</summary>
internal abstract class FunnelWalk : IDisposable
{
    private readonly QueryRun _run;
    private readonly ShardReader _reader;
    private readonly ActorSet? _cohort;

    protected FunnelWalk(QueryRun run, FunnelPlan plan, ActorSet? cohort)
    {
        (_run, _cohort, Plan) = (run, cohort, plan);
        _reader = new ShardReader(plan.Snapshot, plan.Columns, plan.Funnel.IncludeBots);
        Bits = new FunnelBits(plan);
        Tally = new FunnelTally(plan);
    }

    /// <summary>What its attempts add up to.</summary>
    public FunnelTally Tally { get; }

    protected FunnelPlan Plan { get; }

    protected FunnelBits Bits { get; }

    /// <summary>Follows the actors from one code to before another.</summary>
    public void Add(uint fromActor, uint toActor)
    {
        var rows = _reader.Read(fromActor, toActor);
        _run.Take(rows.Rows);
        if (rows.Rows > 0 && Bits.Read(rows))
            Follow(rows);
    }

    public virtual void Dispose()
    {
        _reader.Dispose();
        Bits.Dispose();
        Tally.Dispose();
    }

    /// <summary>Follows the attempts of a shard in which one starts.</summary>
    protected abstract void Follow(ShardRows rows);

    /// <summary>Whether an actor's events count.</summary>
    protected bool Counts(uint actor) => _cohort is null || _cohort.Contains(actor);
}
