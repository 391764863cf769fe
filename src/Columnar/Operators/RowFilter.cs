using Analytics.Columnar.Kernels;
using Analytics.Columnar.Segments;
using Analytics.Columnar.Shards;

namespace Analytics.Columnar.Operators;

/// <summary>A condition on the rows of one snapshot. Holds no state: threads share it.</summary>
internal abstract class RowFilter
{
    /// <summary>Adds the columns that it reads.</summary>
    public abstract void AddColumns(ShardColumns columns);

    /// <summary>Writes 1 or 0 for each row from <paramref name="row"/> on, at most a block of them.</summary>
    public abstract void Evaluate(ShardRows rows, int row, Span<byte> mask);

    /// <summary>Writes 1 or 0 for each row from <paramref name="row"/> on, at most a block of them.</summary>
    public abstract void Evaluate(Segment segment, int row, Span<byte> mask);
}

internal sealed class AllFilter(RowFilter[] parts) : RowFilter
{
    public override void AddColumns(ShardColumns columns) => Array.ForEach(parts, part => part.AddColumns(columns));

    public override void Evaluate(ShardRows rows, int row, Span<byte> mask)
    {
        Span<byte> part = stackalloc byte[BlockRows.Block];
        part = part[..mask.Length];
        mask.Fill(1);
        foreach (var filter in parts)
        {
            filter.Evaluate(rows, row, part);
            MaskKernel.And(part, mask);
        }
    }

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
    public override void AddColumns(ShardColumns columns) => Array.ForEach(parts, part => part.AddColumns(columns));

    public override void Evaluate(ShardRows rows, int row, Span<byte> mask)
    {
        Span<byte> part = stackalloc byte[BlockRows.Block];
        part = part[..mask.Length];
        mask.Clear();
        foreach (var filter in parts)
        {
            filter.Evaluate(rows, row, part);
            MaskKernel.Or(part, mask);
        }
    }

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
    public override void AddColumns(ShardColumns columns) => part.AddColumns(columns);

    public override void Evaluate(ShardRows rows, int row, Span<byte> mask)
    {
        part.Evaluate(rows, row, mask);
        MaskKernel.Not(mask);
    }

    public override void Evaluate(Segment segment, int row, Span<byte> mask)
    {
        part.Evaluate(segment, row, mask);
        MaskKernel.Not(mask);
    }
}

internal sealed class HasActorFilter : RowFilter
{
    public override void AddColumns(ShardColumns columns)
    {
        // Whether rows have an actor is known without a column.
    }

    public override void Evaluate(ShardRows rows, int row, Span<byte> mask) => mask.Fill(rows.IsNobody ? (byte)0 : (byte)1);

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
    // Up to so many marked codes a comparison of whole vectors beats a look-up for each row.
    private const int Few = 4;
    private readonly byte[]? _fewTexts = FewMarked(texts);
    private readonly byte[]? _fewBooleans = FewMarked(match.Booleans);

    public override void AddColumns(ShardColumns columns) => columns.AddProperty(property);

    public override void Evaluate(ShardRows rows, int row, Span<byte> mask) =>
        Evaluate(rows.Text(property), rows.Booleans(property), rows.Numbers(property), row, mask);

    public override void Evaluate(Segment segment, int row, Span<byte> mask) => Evaluate(
        segment.Codes(SectionKind.Text, property),
        segment.Codes(SectionKind.Boolean, property),
        segment.Numbers(property),
        row,
        mask);

    private static byte[]? FewMarked(byte[] table)
    {
        var marked = Enumerable.Range(0, Math.Min(table.Length, 256)).Where(code => table[code] != 0).Take(Few + 1).ToArray();
        return marked.Length <= Few ? [.. marked.Select(code => (byte)code)] : null;
    }

    private void Evaluate(CodeColumn text, CodeColumn booleans, NumberColumn numbers, int row, Span<byte> mask)
    {
        mask.Clear();
        Codes(text, texts, _fewTexts, row, mask);
        Codes(booleans, match.Booleans, _fewBooleans, row, mask);
        Numbers(numbers, row, mask);
    }

    private static unsafe void Codes(CodeColumn column, byte[] table, byte[]? few, int row, Span<byte> mask)
    {
        if (column.IsAbsent)
            return;
        if (column is { IsDense: true, Width: 1 } && few is not null)
        {
            MaskKernel.OrEqual(new ReadOnlySpan<byte>(column.Dense + row, mask.Length), few, mask);
            return;
        }
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
