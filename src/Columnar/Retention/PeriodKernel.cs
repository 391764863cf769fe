using System.Numerics;
using System.Runtime.Intrinsics;
using Analytics.Columnar.Segments;

namespace Analytics.Columnar.Retention;

/// <summary>Goes through one actor's rows from period to period.</summary>
internal static unsafe class PeriodKernel
{
    /// <summary>The first row from <paramref name="row"/> to before <paramref name="to"/> that does not lie before an
    /// instant; <paramref name="to"/> if there is none.</summary>
    /// <param name="times">Ascending from <paramref name="row"/> to <paramref name="to"/>.</param>
    /// <param name="row">Where to start.</param>
    /// <param name="to">Where to end.</param>
    /// <param name="rows">Number of rows that may be read: whole vectors are, also behind the end.</param>
    /// <param name="instant">Milliseconds.</param>
    public static int SkipTo(in TimeColumn times, int row, int to, int rows, long instant)
    {
        var decides = times.Coarse(instant, out var high);
        row = SkipTo(times.High, row, to, rows, high);
        if (!decides)
            while (row < to && times.High[row] == high && times.At(row) < instant)
                row++;
        return row;
    }

    private static int SkipTo(uint* high, int row, int to, int rows, uint least)
    {
        var limit = Vector256.Create(least);
        for (; row < to && row + Vector256<uint>.Count <= rows; row += Vector256<uint>.Count)
        {
            var reached = Vector256.GreaterThanOrEqual(Vector256.Load(high + row), limit).ExtractMostSignificantBits();
            if (reached != 0)
                return Math.Min(to, row + BitOperations.TrailingZeroCount(reached));
        }
        while (row < to && high[row] < least)
            row++;
        return Math.Min(row, to);
    }
}
