using Analytics.Columnar.Identity;
using Analytics.Columnar.Kernels;
using Analytics.Columnar.Shards;

namespace Analytics.Columnar.Operators;

/// <summary>A condition on the value of one property of the actor, whatever its type.</summary>
/// <param name="index">Everybody's values.</param>
/// <param name="texts">The texts that match.</param>
/// <param name="match">For the other types.</param>
/// <param name="atEvent">Whether the value is that of the event's time; else the one of now.</param>
internal sealed class ActorPropertyFilter(ActorPropertyIndex index, CodeSet texts, PropertyMatch match, bool atEvent)
    : ShardFilter
{
    public override void AddColumns(ShardColumns columns)
    {
        // Actors and times are always there.
    }

    public override void Keep(ShardRows rows, Span<ulong> bits)
    {
        if (rows.IsNobody)
        {
            bits.Clear();
            return;
        }
        var starts = rows.Starts;
        var actor = 0;
        for (var row = RowBitsKernel.First(bits, 0, rows.Rows); row < rows.Rows;)
        {
            while (starts[actor + 1] <= (uint)row)
                actor++;
            var end = (int)starts[actor + 1];
            var run = index.Of(rows.Actors[actor]);
            if (run.Values.IsEmpty || (!atEvent && !Matches(run.Current)))
                RowBitsKernel.Clear(bits, row, end);
            else if (atEvent)
                KeepAtEvents(rows, run, row, end, bits);
            row = RowBitsKernel.First(bits, end, rows.Rows);
        }
    }

    private void KeepAtEvents(ShardRows rows, ActorPropertyRun run, int row, int end, Span<ulong> bits)
    {
        for (; row < end; row = RowBitsKernel.First(bits, row + 1, end))
            if (!Matches(run.At(rows.Times.At(row))))
                bits[row >> 6] &= ~(1UL << row);
    }

    private bool Matches(in ActorValue value) => value.Kind switch
    {
        ValueKind.Text => texts.Contains((uint)value.Value),
        ValueKind.Number => match.Number(value.Value, value.Scale),
        ValueKind.Boolean => match.Booleans[value.Value] != 0,
        _ => false,
    };
}
