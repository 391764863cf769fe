using System.Runtime.Intrinsics;
using Analytics.Columnar.Segments;

namespace Analytics.Columnar.Sessions;

/// <summary>Finds silences between the events of one actor.</summary>
internal static unsafe class GapKernel
{
    /// <summary>The first row from <paramref name="row"/> to before <paramref name="to"/> that comes later than
    /// <paramref name="gap"/> milliseconds after the row before it; <paramref name="to"/> if there is none.</summary>
    /// <remarks>Rows ascend. The high parts rule most rows out: two events whose high parts differ by little enough
    /// are close whatever their low bits say.</remarks>
    public static int Next(in TimeColumn times, int row, int to, long gap)
    {
        var close = (gap - ((1L << times.Shift) - 1)) >> times.Shift;
        if (close is >= 0 and < uint.MaxValue)
            return Next(times, row, to, gap, (uint)close);
        for (; row < to; row++)
            if (times.At(row) - times.At(row - 1) > gap)
                return row;
        return to;
    }

    private static int Next(in TimeColumn times, int row, int to, long gap, uint close)
    {
        var limit = Vector256.Create(close);
        for (; row <= to - Vector256<uint>.Count; row += Vector256<uint>.Count)
        {
            var silences = Vector256.Load(times.High + row) - Vector256.Load(times.High + row - 1);
            if (!Vector256.GreaterThanAny(silences, limit))
                continue;
            for (var i = row; i < row + Vector256<uint>.Count; i++)
                if (silences[i - row] > close && times.At(i) - times.At(i - 1) > gap)
                    return i;
        }
        for (; row < to; row++)
            if (times.High[row] - times.High[row - 1] > close && times.At(row) - times.At(row - 1) > gap)
                return row;
        return to;
    }
}
