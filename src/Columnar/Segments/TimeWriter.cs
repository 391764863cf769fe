using Analytics.Columnar.Encoding;

namespace Analytics.Columnar.Segments;

/// <summary>Writes occurredAt as high and low parts.</summary>
internal static class TimeWriter
{
    private const int Block = 1 << 14;

    /// <param name="writer">Takes both sections.</param>
    /// <param name="times">Milliseconds since 1970, one a row.</param>
    /// <param name="form">Holds them all.</param>
    public static void Write(SegmentWriter writer, ReadOnlySpan<long> times, TimeForm form)
    {
        writer.Begin();
        WriteHigh(writer, times, form);
        EndHigh(writer, times.Length, form);
        if (form.Shift == 0)
            return;
        writer.Begin();
        WriteLow(writer, times, form);
        EndLow(writer, times.Length, form);
    }

    /// <summary>Adds rows to the section of high parts.</summary>
    public static void WriteHigh(SegmentWriter writer, ReadOnlySpan<long> times, TimeForm form)
    {
        using var block = new NativeBuffer<uint>();
        for (; !times.IsEmpty; times = times[Math.Min(Block, times.Length)..])
        {
            block.Clear();
            var high = block.Append(Math.Min(Block, times.Length));
            for (var i = 0; i < high.Length; i++)
                high[i] = (uint)((times[i] - form.Base) >> form.Shift);
            writer.Write<uint>(high);
        }
    }

    public static void EndHigh(SegmentWriter writer, int rows, TimeForm form) => writer.End(
        SectionKind.TimesHigh, new ColumnForm(SectionEncoding.Dense, sizeof(uint)), 0, rows, form.Parameter);

    /// <summary>Adds rows to the section of low parts; a multiple of 64 but for the last.</summary>
    public static void WriteLow(SegmentWriter writer, ReadOnlySpan<long> times, TimeForm form)
    {
        using var block = new NativeBuffer<ulong>();
        var (each, mask) = (64 / form.Shift, (1L << form.Shift) - 1);
        for (; !times.IsEmpty; times = times[Math.Min(Block, times.Length)..])
        {
            block.Reset((Math.Min(Block, times.Length) + each - 1) / each);
            for (var i = 0; i < Math.Min(Block, times.Length); i++)
                block[i / each] |= (ulong)((times[i] - form.Base) & mask) << (i % each * form.Shift);
            writer.Write<ulong>(block.Span);
        }
    }

    public static void EndLow(SegmentWriter writer, int rows, TimeForm form) =>
        writer.End(SectionKind.TimesLow, new ColumnForm(SectionEncoding.Dense, form.Shift), 0, rows);
}
