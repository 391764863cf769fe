using Analytics.Columnar.Encoding;

namespace Analytics.Columnar.Segments;

/// <summary>Writes occurredAt as high and low parts.</summary>
internal static class TimeWriter
{
    /// <param name="writer">Takes both sections.</param>
    /// <param name="times">Milliseconds since 1970, one a row.</param>
    /// <param name="form">Holds them all.</param>
    public static void Write(SegmentWriter writer, ReadOnlySpan<long> times, TimeForm form)
    {
        using var block = new NativeBuffer<uint>();
        writer.Begin();
        for (var rest = times; !rest.IsEmpty; rest = rest[Math.Min(Block, rest.Length)..])
        {
            block.Clear();
            var high = block.Append(Math.Min(Block, rest.Length));
            for (var i = 0; i < high.Length; i++)
                high[i] = (uint)((rest[i] - form.Base) >> form.Shift);
            writer.Write<uint>(high);
        }
        writer.End(
            SectionKind.TimesHigh, new ColumnForm(SectionEncoding.Dense, sizeof(uint)), 0, times.Length, form.Parameter);
        if (form.Shift > 0)
            WriteLow(writer, times, form);
    }

    private const int Block = 1 << 14;

    private static void WriteLow(SegmentWriter writer, ReadOnlySpan<long> times, TimeForm form)
    {
        using var block = new NativeBuffer<ulong>();
        var (each, mask) = (64 / form.Shift, (1L << form.Shift) - 1);
        writer.Begin();
        for (var rest = times; !rest.IsEmpty; rest = rest[Math.Min(Block, rest.Length)..])
        {
            block.Reset((Math.Min(Block, rest.Length) + each - 1) / each);
            for (var i = 0; i < Math.Min(Block, rest.Length); i++)
                block[i / each] |= (ulong)((rest[i] - form.Base) & mask) << (i % each * form.Shift);
            writer.Write<ulong>(block.Span);
        }
        writer.End(SectionKind.TimesLow, new ColumnForm(SectionEncoding.Dense, form.Shift), 0, times.Length);
    }
}
