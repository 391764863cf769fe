using Analytics.Columnar.Querying;
using Analytics.Columnar.Shards;

namespace Analytics.Columnar.Funnels;

/// <summary>One thread's part of a funnel: reads shards and adds up the attempts that count.</summary>
internal abstract class FunnelWalk : IDisposable
{
    private readonly QueryRun _run;
    private readonly ShardReader _reader;
    private readonly FunnelActors _actors;
    private long _reserved;

    protected FunnelWalk(QueryRun run, FunnelPlan plan, FunnelActors actors)
    {
        (_run, _actors, Plan) = (run, actors, plan);
        _reader = new ShardReader(plan.Snapshot, plan.Columns, plan.Funnel.IncludeBots);
        Bits = new FunnelBits(plan);
        Tally = new FunnelTally(plan);
    }

    /// <summary>What its attempts add up to.</summary>
    public FunnelTally Tally { get; }

    protected FunnelPlan Plan { get; }

    /// <summary>Who is asked for; null when nobody is.</summary>
    protected FunnelMembers? Members => _actors.Members;

    protected FunnelBits Bits { get; }

    /// <summary>Follows the actors from one code to before another.</summary>
    public void Add(uint fromActor, uint toActor)
    {
        var rows = _reader.Read(fromActor, toActor);
        _run.Take(rows.Rows);
        if (rows.Rows == 0 || !Bits.Read(rows))
            return;
        Follow(rows);
        _run.Reserve(Tally.Bytes - _reserved);
        _reserved = Tally.Bytes;
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
    protected bool Counts(uint actor) => _actors.Cohort is null || _actors.Cohort.Contains(actor);
}
