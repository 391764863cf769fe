using Analytics.Columnar.Kernels;
using Analytics.Domain.Cohorts;

namespace Analytics.Columnar.Cohorts;

/// <summary>How many of each actor's rows have a bit, compared with a number.</summary>
internal static class TimesKernel
{
    /// <summary>Sets an actor's bit where the comparison holds.</summary>
    /// <param name="rows">A bit a row.</param>
    /// <param name="starts">The first row of each actor, then the number of rows.</param>
    /// <param name="comparison">How.</param>
    /// <param name="times">With what.</param>
    /// <param name="actors">A bit an actor; overwritten.</param>
    /// <remarks>Actors without such a row are not looked at one by one: the search goes from row to row.</remarks>
    public static void Compare(
        ReadOnlySpan<ulong> rows, ReadOnlySpan<uint> starts, CountComparison comparison, int times, Span<ulong> actors)
    {
        var (count, end) = (starts.Length - 1, (int)starts[^1]);
        if (Holds(comparison, 0, times))
            RowBitsKernel.Fill(count, actors);
        else
            actors[..RowBitsKernel.Words(count)].Clear();
        var (actor, row) = (0, RowBitsKernel.First(rows, 0, end));
        for (; row < end; row = RowBitsKernel.First(rows, (int)starts[actor + 1], end))
        {
            while (starts[actor + 1] <= (uint)row)
                actor++;
            if (Holds(comparison, RowBitsKernel.Count(rows, row, (int)starts[actor + 1]), times))
                actors[actor >> 6] |= 1UL << actor;
            else
                actors[actor >> 6] &= ~(1UL << actor);
        }
    }

    private static bool Holds(CountComparison comparison, int count, int times) => comparison switch
    {
        CountComparison.AtLeast => count >= times,
        CountComparison.AtMost => count <= times,
        _ => count == times,
    };
}
