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
    private readonly List<int> _scales = [];

    public override void Add(HitColumns hits, int cells)
    {
        var values = hits.Numbers[numbers].AsSpan(0, hits.Count);
        var scales = hits.Scales[numbers];
        var at = 0;
        while (at < values.Length)
        {
            var end = at + 1;
            while (end < values.Length && scales[end] == scales[at])
                end++;
            Add(hits, values, at, end, Sums(scales[at], cells));
            at = end;
        }
    }

    public override void Merge(Figures other)
    {
        foreach (var scale in ((SumFigures)other)._scales)
        {
            var theirs = ((SumFigures)other)._sums[scale]!;
            var sums = Sums(scale, theirs.Count);
            for (var i = 0; i < theirs.Count; i++)
                sums[i] += theirs[i];
        }
    }

    public override void AddCells(int cell, Figures from, int fromCell, int count)
    {
        foreach (var scale in ((SumFigures)from)._scales)
        {
            var theirs = ((SumFigures)from)._sums[scale]!;
            var sums = Sums(scale, cell + count);
            for (var i = 0; i < count && fromCell + i < theirs.Count; i++)
                sums[cell + i] += theirs[fromCell + i];
        }
    }

    public override decimal? Value(int slot, in FigureSpan span)
    {
        if (_scales.Count == 0)
            return 0;
        // One scale for all is the rule.
        if (_scales is [var only] && Sum(_sums[only]!, slot, span) is var one && one <= long.MaxValue && one >= -long.MaxValue)
            return Shortest((long)one, only);
        var total = BigInteger.Zero;
        foreach (var scale in _scales)
            total += (BigInteger)Sum(_sums[scale]!, slot, span) * PowersOfTen.AsLong(DecimalText.MaxDigits - scale);
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
        // Most cells of a fine breakdown are empty.
        if (value == 0)
            return 0;
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
        if (_sums[scale] is not { } sums)
        {
            _sums[scale] = sums = new CellArray<Int128>(run);
            _scales.Add(scale);
        }
        sums.Ensure(cells);
        return sums;
    }
}
