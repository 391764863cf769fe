namespace Analytics.Columnar.Segments;

/// <summary>
/// occurredAt of each row as <c>Base + (High &lt;&lt; Shift | low)</c> milliseconds: 32 bits that a scan compares, and
/// the few low bits that are left over, which it seldom needs.
/// </summary>
internal readonly unsafe struct TimeColumn
{
    private readonly byte* _low;
    private readonly long _firstBit;
    private readonly int _lowBits;
    private readonly uint _mask;

    /// <param name="high">The first row's.</param>
    /// <param name="low">Low bits, packed, with 7 bytes that may be read behind the last; null for none.</param>
    /// <param name="row">The row in <paramref name="low"/> that is this column's first.</param>
    /// <param name="form">What they mean.</param>
    /// <param name="lowBits">Bits a row in <paramref name="low"/>.</param>
    public TimeColumn(uint* high, byte* low, int row, TimeForm form, int lowBits)
    {
        High = high;
        (Base, Shift) = (form.Base, form.Shift);
        (_lowBits, _mask) = low is null ? (0, 0) : (lowBits, (1u << lowBits) - 1);
        _low = low is null ? (byte*)high : low;
        _firstBit = (long)row * _lowBits;
    }

    private TimeColumn(in TimeColumn other, int row)
    {
        this = other;
        High = other.High + row;
        _firstBit += (long)row * _lowBits;
    }

    public uint* High { get; }

    /// <summary>Milliseconds since 1970; a multiple of 131,072.</summary>
    public long Base { get; }

    /// <summary>Number of low bits: 0, 1, 2, 4, 8 or 16.</summary>
    public int Shift { get; }

    public long At(int row)
    {
        var bit = _firstBit + ((long)row * _lowBits);
        return Base + (((long)High[row] << Shift) | ((*(uint*)(_low + (bit >> 3)) >> (int)(bit & 7)) & _mask));
    }

    public void Read(int row, Span<long> times)
    {
        for (var i = 0; i < times.Length; i++)
            times[i] = At(row + i);
    }

    /// <summary>The same column, counting rows from this one.</summary>
    public TimeColumn From(int row) => new(this, row);

    /// <summary>Where it starts and how many low bits it has.</summary>
    public TimeForm Form => new(Base, Shift);

    /// <summary>Copies the low bits of rows to where they are zero and as many a row.</summary>
    /// <param name="row">The first.</param>
    /// <param name="count">How many.</param>
    /// <param name="target">Low bits of row 0 on, with 7 bytes that may be written behind the last.</param>
    /// <param name="targetRow">Where they go.</param>
    public void CopyLow(int row, int count, byte* target, int targetRow)
    {
        // As many bits as a word holds wherever in its first byte they start.
        const int most = 56;
        var (from, to) = (_firstBit + (row * (long)_lowBits), targetRow * (long)_lowBits);
        for (var left = count * (long)_lowBits; left > 0; left -= most, from += most, to += most)
        {
            var bits = (*(ulong*)(_low + (from >> 3)) >> (int)(from & 7)) & ((1UL << (int)Math.Min(most, left)) - 1);
            *(ulong*)(target + (to >> 3)) |= bits << (int)(to & 7);
        }
    }

    /// <summary>Looks for the high part that divides rows before an instant from the others.</summary>
    /// <param name="edge">Milliseconds since 1970.</param>
    /// <param name="high">Rows with a lower high part lie before the edge, rows with a higher one do not.</param>
    /// <returns>True when rows with this high part do not lie before it either, so that
    /// <c>High[row] &lt; high</c> alone decides.</returns>
    public bool Coarse(long edge, out uint high)
    {
        var distance = edge - Base;
        high = distance <= 0 ? 0 : (uint)Math.Min(distance >> Shift, uint.MaxValue);
        return distance <= 0 || high == uint.MaxValue || (distance & ((1L << Shift) - 1)) == 0;
    }
}

/// <summary>Where a time column starts and how many low bits it has.</summary>
/// <param name="Base">Milliseconds since 1970, a multiple of 131,072, so that hours and days lie on high parts.</param>
/// <param name="Shift">0, 1, 2, 4, 8 or 16.</param>
internal readonly record struct TimeForm(long Base, int Shift)
{
    private const int StepBits = 17;

    /// <summary>The base in steps, as a section has it.</summary>
    public uint Parameter => unchecked((uint)(Base >> StepBits));

    /// <summary>The form of a section.</summary>
    public static TimeForm Of(uint parameter, int shift) => new((long)unchecked((int)parameter) << StepBits, shift);

    /// <summary>The form that holds these instants in the fewest bits.</summary>
    /// <exception cref="OverflowException">More than 8,900 years lie between them.</exception>
    public static TimeForm Of(long first, long last)
    {
        if (first > last)
            return default;
        var start = first >> StepBits << StepBits;
        foreach (var shift in stackalloc[] { 0, 1, 2, 4, 8, 16 })
            if (new TimeForm(start, shift) is var form && form.Holds(first, last))
                return form;
        throw new OverflowException($"No form holds the times from {first} to {last}.");
    }

    /// <summary>Whether all instants from one to another fit. The largest uint stays free: every edge has a high part.</summary>
    public bool Holds(long first, long last) => first >= Base && (last - Base) >> Shift < uint.MaxValue;
}
