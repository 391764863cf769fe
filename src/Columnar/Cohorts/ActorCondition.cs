using Analytics.Columnar.Kernels;
using Analytics.Columnar.Operators;
using Analytics.Columnar.Shards;
using Analytics.Domain.Cohorts;

namespace Analytics.Columnar.Cohorts;

/// <summary>A condition on the actors of one snapshot. Holds no state: threads share it.</summary>
internal abstract class ActorCondition
{
    /// <summary>Adds the columns that it reads.</summary>
    public abstract void AddColumns(ShardColumns columns);

    /// <summary>Writes a bit for each actor of a shard.</summary>
    /// <param name="rows">Of a range of actors.</param>
    /// <param name="scratch">A word for 64 rows of the shard; whoever needs it may write there.</param>
    /// <param name="actors">A word for 64 actors; overwritten.</param>
    public abstract void Evaluate(ShardRows rows, Span<ulong> scratch, Span<ulong> actors);
}

/// <summary>In every part, or in any of them.</summary>
internal sealed class CombinedCondition(ActorCondition[] parts, bool all) : ActorCondition
{
    public override void AddColumns(ShardColumns columns) => Array.ForEach(parts, part => part.AddColumns(columns));

    public override void Evaluate(ShardRows rows, Span<ulong> scratch, Span<ulong> actors)
    {
        if (all)
            RowBitsKernel.Fill(rows.Actors.Length, actors);
        else
            actors.Clear();
        Span<ulong> part = actors.Length <= 256 ? stackalloc ulong[actors.Length] : new ulong[actors.Length];
        foreach (var condition in parts)
        {
            condition.Evaluate(rows, scratch, part);
            for (var word = 0; word < actors.Length; word++)
                actors[word] = all ? actors[word] & part[word] : actors[word] | part[word];
        }
    }
}

/// <summary>All others.</summary>
internal sealed class NotCondition(ActorCondition part) : ActorCondition
{
    public override void AddColumns(ShardColumns columns) => part.AddColumns(columns);

    public override void Evaluate(ShardRows rows, Span<ulong> scratch, Span<ulong> actors)
    {
        part.Evaluate(rows, scratch, actors);
        for (var word = 0; word < actors.Length; word++)
            actors[word] = ~actors[word];
        if ((rows.Actors.Length & 63) != 0)
            actors[^1] &= (1UL << rows.Actors.Length) - 1;
    }
}

/// <summary>Did the events so often.</summary>
internal sealed class DidCondition(RowSelector events, CountComparison comparison, int times) : ActorCondition
{
    public override void AddColumns(ShardColumns columns) => events.AddColumns(columns);

    public override void Evaluate(ShardRows rows, Span<ulong> scratch, Span<ulong> actors)
    {
        events.Select(rows, scratch);
        TimesKernel.Compare(scratch, rows.Starts, comparison, times, actors);
    }
}

/// <summary>The first event of all lies in a span.</summary>
internal sealed class FirstSeenCondition(long from, long to) : ActorCondition
{
    public override void AddColumns(ShardColumns columns)
    {
        // Times are always there.
    }

    public override void Evaluate(ShardRows rows, Span<ulong> scratch, Span<ulong> actors)
    {
        actors.Clear();
        var starts = rows.Starts;
        for (var actor = 0; actor < rows.Actors.Length; actor++)
            if (rows.Times.At((int)starts[actor]) is var time && time >= from && time < to)
                actors[actor >> 6] |= 1UL << actor;
    }
}

/// <summary>In a set that is known already.</summary>
internal sealed class MemberCondition(ActorSet members) : ActorCondition
{
    public override void AddColumns(ShardColumns columns)
    {
        // The actors are always there.
    }

    public override void Evaluate(ShardRows rows, Span<ulong> scratch, Span<ulong> actors)
    {
        actors.Clear();
        for (var actor = 0; actor < rows.Actors.Length; actor++)
            if (members.Contains(rows.Actors[actor]))
                actors[actor >> 6] |= 1UL << actor;
    }
}

/// <summary>Has properties like that now.</summary>
/// <param name="condition">On properties of the actor as they are now: it says the same of every row of an
/// actor.</param>
internal sealed class PropertyCondition(ShardFilter condition) : ActorCondition
{
    public override void AddColumns(ShardColumns columns) => condition.AddColumns(columns);

    public override void Evaluate(ShardRows rows, Span<ulong> scratch, Span<ulong> actors)
    {
        var starts = rows.Starts[..^1];
        scratch.Clear();
        foreach (var row in starts)
            scratch[(int)(row >> 6)] |= 1UL << (int)row;
        condition.Keep(rows, scratch);
        actors.Clear();
        for (var actor = 0; actor < starts.Length; actor++)
            actors[actor >> 6] |= (scratch[(int)(starts[actor] >> 6)] >> (int)starts[actor] & 1) << actor;
    }
}
