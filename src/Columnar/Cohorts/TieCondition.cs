using Analytics.Columnar.Kernels;
using Analytics.Columnar.Operators;
using Analytics.Columnar.Shards;

namespace Analytics.Columnar.Cohorts;

/// <summary>Two kinds of events of an actor share an instant.</summary>
internal sealed class TieCondition(RowSelector one, RowSelector other) : ActorCondition
{
    public override void AddColumns(ShardColumns columns)
    {
        one.AddColumns(columns);
        other.AddColumns(columns);
    }

    public override void Evaluate(ShardRows rows, Span<ulong> scratch, Span<ulong> actors)
    {
        actors.Clear();
        var others = new ulong[scratch.Length];
        if (!one.Select(rows, scratch) || !other.Select(rows, others))
            return;
        for (var actor = 0; actor < rows.Actors.Length; actor++)
            if (Meet(rows, scratch, others, (int)rows.Starts[actor], (int)rows.Starts[actor + 1]))
                actors[actor >> 6] |= 1UL << actor;
    }

    // Times ascend within an actor: whichever is behind goes on.
    private static bool Meet(ShardRows rows, ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right, int from, int to)
    {
        var (a, b) = (RowBitsKernel.First(left, from, to), RowBitsKernel.First(right, from, to));
        while (a < to && b < to)
        {
            var order = rows.Times.At(a).CompareTo(rows.Times.At(b));
            if (order == 0)
                return true;
            if (order < 0)
                a = RowBitsKernel.First(left, a + 1, to);
            else
                b = RowBitsKernel.First(right, b + 1, to);
        }
        return false;
    }
}
