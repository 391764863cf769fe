using System.Numerics;
using Analytics.Columnar.Encoding;

namespace Analytics.Columnar.Series;

/// <summary>The figures of one thread, then of all: a cell a bucket and group. Grows as groups are met.</summary>
internal abstract class Cells
{
    /// <summary>Adds another thread's cells.</summary>
    public abstract void Add(Cells other);

    /// <summary>Adds one cell to another, where the figure is one that adds up.</summary>
    public abstract void Fold(int from, int into);

    public abstract decimal this[int cell] { get; }

    protected static void Grow<T>(ref T[] items, int count)
    {
        if (items.Length < count)
            Array.Resize(ref items, Math.Max(count, items.Length * 2));
    }
}

internal sealed class CountCells(int cells) : Cells
{
    private long[] _counts = new long[cells];

    public override decimal this[int cell] => cell < _counts.Length ? _counts[cell] : 0;

    public void Increment(int cell)
    {
        if (cell >= _counts.Length)
            Grow(ref _counts, cell + 1);
        _counts[cell]++;
    }

    public override void Add(Cells other)
    {
        var theirs = ((CountCells)other)._counts;
        Grow(ref _counts, theirs.Length);
        for (var i = 0; i < theirs.Length; i++)
            _counts[i] += theirs[i];
    }

    public override void Fold(int from, int into) => _counts[into] += _counts[from];
}

/// <summary>Distinct actors or sessions: whoever counts comes in one piece, so the last one seen is enough.</summary>
internal sealed class DistinctCells(int cells) : Cells
{
    private long[] _counts = new long[cells];
    private uint[] _last = new uint[cells];

    public override decimal this[int cell] => cell < _counts.Length ? _counts[cell] : 0;

    /// <param name="cell">Where.</param>
    /// <param name="stamp">Who, never 0; another one each time that somebody else's turn comes.</param>
    public void Mark(int cell, uint stamp)
    {
        if (cell >= _counts.Length)
        {
            Grow(ref _counts, cell + 1);
            Grow(ref _last, _counts.Length);
        }
        if (_last[cell] == stamp)
            return;
        _last[cell] = stamp;
        _counts[cell]++;
    }

    public override void Add(Cells other)
    {
        var theirs = ((DistinctCells)other)._counts;
        Grow(ref _counts, theirs.Length);
        for (var i = 0; i < theirs.Length; i++)
            _counts[i] += theirs[i];
    }

    public override void Fold(int from, int into)
    {
        // What is distinct in two cells is not what is distinct in both together.
    }
}

/// <summary>Exact sums: whole numbers of 128 bits, apart for each scale that a segment's column has.</summary>
internal sealed class SumCells(int cells) : Cells
{
    private readonly Int128[]?[] _sums = new Int128[]?[DecimalText.MaxDigits + 1];

    public override decimal this[int cell]
    {
        get
        {
            var total = BigInteger.Zero;
            for (var scale = 0; scale < _sums.Length; scale++)
                if (_sums[scale] is { } sums && cell < sums.Length && sums[cell] != 0)
                    total += (BigInteger)sums[cell] * PowersOfTen.AsLong(DecimalText.MaxDigits - scale);
            return ExactDecimal.Of(total, DecimalText.MaxDigits);
        }
    }

    public void Add(int cell, long value, int scale)
    {
        ref var sums = ref _sums[scale];
        sums ??= new Int128[cells];
        if (cell >= sums.Length)
            Grow(ref sums, cell + 1);
        sums[cell] += value;
    }

    public override void Add(Cells other)
    {
        for (var scale = 0; scale < _sums.Length; scale++)
        {
            if (((SumCells)other)._sums[scale] is not { } theirs)
                continue;
            ref var sums = ref _sums[scale];
            sums ??= new Int128[theirs.Length];
            Grow(ref sums, theirs.Length);
            for (var i = 0; i < theirs.Length; i++)
                sums[i] += theirs[i];
        }
    }

    public override void Fold(int from, int into)
    {
        foreach (var sums in _sums)
            if (sums is not null)
                sums[into] += sums[from];
    }
}
