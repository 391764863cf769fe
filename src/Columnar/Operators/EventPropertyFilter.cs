using System.Numerics;
using Analytics.Columnar.Encoding;
using Analytics.Columnar.Kernels;
using Analytics.Columnar.Segments;
using Analytics.Columnar.Shards;

namespace Analytics.Columnar.Operators;

/// <summary>A condition on the value of one property of the event, whatever its type.</summary>
/// <param name="property">Its code; 0 when no event has it.</param>
/// <param name="texts">The texts that match.</param>
/// <param name="match">For the other types.</param>
internal sealed unsafe class EventPropertyFilter(uint property, CodeSet texts, PropertyMatch match) : ShardFilter
{
    private static readonly CodeSet _noBooleans = new([0, 0, 0]);
    private readonly CodeSet _booleans = match.MatchesBooleans ? new CodeSet(match.Booleans) : _noBooleans;

    public override void AddColumns(ShardColumns columns)
    {
        if (!texts.IsNone)
            columns.AddText(property);
        if (match.MatchesBooleans)
            columns.AddBooleans(property);
        if (match.MatchesNumbers)
            columns.AddNumbers(property);
    }

    public override void Keep(ShardRows rows, Span<ulong> bits)
    {
        var text = texts.IsNone ? default : rows.Text(property);
        var booleans = _booleans.IsNone ? default : rows.Booleans(property);
        var numbers = match.MatchesNumbers ? rows.Numbers(property) : default;
        if (booleans.IsAbsent && numbers.IsAbsent)
            KeepCodes(text, texts, rows.Rows, bits);
        else if (text.IsAbsent && numbers.IsAbsent)
            KeepCodes(booleans, _booleans, rows.Rows, bits);
        else if (text.IsAbsent && booleans.IsAbsent)
            KeepNumbers(numbers, rows.Rows, bits);
        else
            KeepAny(text, booleans, numbers, rows.Rows, bits);
    }

    private void KeepAny(CodeColumn text, CodeColumn booleans, NumberColumn numbers, int rows, Span<ulong> bits)
    {
        using var kept = new NativeBuffer<ulong>();
        using var part = new NativeBuffer<ulong>();
        kept.Append(bits);
        KeepCodes(text, texts, rows, kept.Span);
        part.Append(bits);
        KeepCodes(booleans, _booleans, rows, part.Span);
        RowBitsKernel.Or(part.Span, kept.Span);
        KeepNumbers(numbers, rows, bits);
        RowBitsKernel.Or(kept.Span, bits);
    }

    private static void KeepCodes(CodeColumn column, CodeSet wanted, int rows, Span<ulong> bits)
    {
        if (column.IsAbsent)
            bits.Clear();
        else if (column.IsDense && wanted.IsFew && !IsSparse(bits))
            KeepMatches(column, wanted, rows, bits);
        else
            for (var word = 0; word < bits.Length; word++)
                for (var rest = bits[word]; rest != 0; rest &= rest - 1)
                    if (!wanted.Contains(column[(word << 6) + BitOperations.TrailingZeroCount(rest)]))
                        bits[word] &= ~(rest & (0 - rest));
    }

    private static void KeepMatches(CodeColumn column, CodeSet wanted, int rows, Span<ulong> bits)
    {
        using var matches = new NativeBuffer<ulong>();
        CodeBits.Match(column.Dense, column.Width, rows, wanted, matches.Append(bits.Length));
        RowBitsKernel.And(matches.Span, bits);
    }

    // Below about a row a word, to look at these rows is less than to compare all of them.
    private static bool IsSparse(ReadOnlySpan<ulong> bits)
    {
        var most = bits.Length;
        foreach (var word in bits)
            if ((most -= BitOperations.PopCount(word)) < 0)
                return false;
        return true;
    }

    private void KeepNumbers(NumberColumn column, int rows, Span<ulong> bits)
    {
        if (column.IsAbsent)
        {
            bits.Clear();
            return;
        }
        Span<long> values = stackalloc long[64];
        Span<byte> scales = stackalloc byte[64];
        for (var word = 0; word < bits.Length; word++)
        {
            if (bits[word] == 0)
                continue;
            var count = Math.Min(64, rows - (word << 6));
            column.Read(word << 6, values[..count], scales[..count]);
            for (var rest = bits[word]; rest != 0; rest &= rest - 1)
            {
                var at = BitOperations.TrailingZeroCount(rest);
                if (values[at] == SegmentFormat.NoNumber || !match.Number(values[at], scales[at]))
                    bits[word] &= ~(1UL << at);
            }
        }
    }
}
