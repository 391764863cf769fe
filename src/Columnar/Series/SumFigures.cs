using System.Numerics;
using System.Runtime.CompilerServices;
using Analytics.Columnar.Encoding;
using Analytics.Columnar.Querying;
using Analytics.Columnar.Segments;

namespace Analytics.Columnar.Series;

/// <summary>Exact sums: whole numbers of 128 bits, apart for each scale that a column has.</summary>
/// <param name="run">Pays for the memory.</param>
/// <param name="width">Cells of a slot.</param>
/// <param name="numbers">The column that is added.</param>
/// <param name="somebodyOnly">Whether nobody's events are left out.</param>
internal sealed class SumFigures(QueryRun run, int width, int numbers, bool somebodyOnly) : Figures
{
    private readonly CellArray<Int128>?[] _sums = new CellArray<Int128>?[DecimalText.MaxDigits + 1];

    public override void Add(HitColumns hits, int cells)
    {
        var values = hits.Numbers[numbers].AsSpan(0, hits.Count);
        var scales = hits.Scales[numbers];
        var at = 0;
        while (at < values.Length)
        {
            // One scale for all is the rule.
            var end = at + 1;
            while (end < values.Length && scales[end] == scales[at])
                end++;
            Add(hits, values, at, end, Sums(scales[at], cells));
            at = end;
        }
    }

    public override void Merge(Figures other)
    {
        for (var scale = 0; scale < _sums.Length; scale++)
        {
            if (((SumFigures)other)._sums[scale] is not { } theirs)
                continue;
            var sums = Sums(scale, theirs.Count);
            for (var i = 0; i < theirs.Count; i++)
                sums[i] += theirs[i];
        }
    }

    public override void AddCell(int cell, Figures from, int fromCell)
    {
        for (var scale = 0; scale < _sums.Length; scale++)
            if (((SumFigures)from)._sums[scale] is { } theirs && fromCell < theirs.Count && theirs[fromCell] != 0)
                Sums(scale, cell + 1)[cell] += theirs[fromCell];
    }

    public override decimal? Value(int slot, in FigureSpan span)
    {
        var (only, scales) = (0, 0);
        for (var scale = 0; scale < _sums.Length; scale++)
            if (_sums[scale] is not null)
                (only, scales) = (scale, scales + 1);
        if (scales == 0)
            return 0;
        if (scales == 1 && Sum(_sums[only]!, slot, span) is var one && one <= long.MaxValue && one >= -long.MaxValue)
            return Shortest((long)one, only);
        var total = BigInteger.Zero;
        for (var scale = 0; scale < _sums.Length; scale++)
            if (_sums[scale] is { } sums && Sum(sums, slot, span) is var sum && sum != 0)
                total += (BigInteger)sum * PowersOfTen.AsLong(DecimalText.MaxDigits - scale);
        return ExactDecimal.Of(total, DecimalText.MaxDigits);
    }

    public override void Dispose()
    {
        foreach (var sums in _sums)
            sums?.Dispose();
    }

    private Int128 Sum(CellArray<Int128> sums, int slot, in FigureSpan span)
    {
        Int128 sum = 0;
        for (var cell = (slot * width) + span.From; cell <= (slot * width) + span.To && cell < sums.Count; cell++)
            sum += sums[cell];
        return sum;
    }

    private static decimal Shortest(long value, int scale)
    {
        while (scale > 0 && value % 10 == 0)
            (value, scale) = (value / 10, scale - 1);
        var positive = (ulong)Math.Abs(value);
        return new decimal((int)positive, (int)(positive >> 32), 0, value < 0, (byte)scale);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(HitColumns hits, ReadOnlySpan<long> values, int from, int to, CellArray<Int128> sums)
    {
        var cells = hits.Cells;
        for (var i = from; i < to; i++)
            if (values[i] != SegmentFormat.NoNumber && (!somebodyOnly || hits.Actors[i] != 0))
                sums[cells[i]] += values[i];
    }

    private CellArray<Int128> Sums(int scale, int cells)
    {
        var sums = _sums[scale] ??= new CellArray<Int128>(run);
        sums.Ensure(cells);
        return sums;
    }
}
