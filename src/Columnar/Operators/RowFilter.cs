using Analytics.Columnar.Kernels;
using Analytics.Columnar.Segments;

namespace Analytics.Columnar.Operators;

/// <summary>A condition on the rows of any segment of one snapshot. Holds no state: threads share it.</summary>
internal abstract class RowFilter
{
    /// <summary>Writes 1 or 0 for each row from <paramref name="row"/> on, at most a block of them.</summary>
    public abstract void Evaluate(Segment segment, int row, Span<byte> mask);
}

internal sealed class AllFilter(RowFilter[] parts) : RowFilter
{
    public override void Evaluate(Segment segment, int row, Span<byte> mask)
    {
        Span<byte> part = stackalloc byte[BlockRows.Block];
        part = part[..mask.Length];
        mask.Fill(1);
        foreach (var filter in parts)
        {
            filter.Evaluate(segment, row, part);
            MaskKernel.And(part, mask);
        }
    }
}

internal sealed class AnyFilter(RowFilter[] parts) : RowFilter
{
    public override void Evaluate(Segment segment, int row, Span<byte> mask)
    {
        Span<byte> part = stackalloc byte[BlockRows.Block];
        part = part[..mask.Length];
        mask.Clear();
        foreach (var filter in parts)
        {
            filter.Evaluate(segment, row, part);
            MaskKernel.Or(part, mask);
        }
    }
}

internal sealed class NotFilter(RowFilter part) : RowFilter
{
    public override void Evaluate(Segment segment, int row, Span<byte> mask)
    {
        part.Evaluate(segment, row, mask);
        MaskKernel.Not(mask);
    }
}

internal sealed class HasActorFilter : RowFilter
{
    public override void Evaluate(Segment segment, int row, Span<byte> mask)
    {
        var nobody = Math.Clamp(segment.NobodyRows - row, 0, mask.Length);
        mask[..nobody].Clear();
        mask[nobody..].Fill(1);
    }
}

/// <summary>A condition on one property's value, whatever its type.</summary>
/// <param name="property">Its code; 0 when no event has it.</param>
/// <param name="texts">1 by text code where the text matches.</param>
/// <param name="match">For the other types.</param>
internal sealed class PropertyFilter(uint property, byte[] texts, PropertyMatch match) : RowFilter
{
    public override void Evaluate(Segment segment, int row, Span<byte> mask)
    {
        mask.Clear();
        if (property == 0)
            return;
        Codes(segment.Codes(SectionKind.Text, property), texts, row, mask);
        Codes(segment.Codes(SectionKind.Boolean, property), match.Booleans, row, mask);
        Numbers(segment.Numbers(property), row, mask);
    }

    private static void Codes(CodeColumn column, byte[] table, int row, Span<byte> mask)
    {
        if (column.IsAbsent)
            return;
        Span<uint> codes = stackalloc uint[BlockRows.Block];
        codes = codes[..mask.Length];
        column.Read(row, codes);
        MaskKernel.OrLookup(codes, table, mask);
    }

    private void Numbers(NumberColumn column, int row, Span<byte> mask)
    {
        if (column.IsAbsent)
            return;
        Span<long> values = stackalloc long[BlockRows.Block];
        Span<byte> scales = stackalloc byte[BlockRows.Block];
        values = values[..mask.Length];
        column.Read(row, values, scales);
        if (!column.IsWide)
        {
            MaskKernel.OrWithin(values, SegmentFormat.NoNumber, match.Intervals(column.Scale), mask);
            return;
        }
        for (var i = 0; i < values.Length; i++)
            MaskKernel.OrWithin(
                values.Slice(i, 1), SegmentFormat.NoNumber, match.Intervals(scales[i]), mask.Slice(i, 1));
    }
}
