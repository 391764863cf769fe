using System.Runtime.CompilerServices;
using Analytics.Columnar.Segments;

namespace Analytics.Columnar.Operators;

/// <summary>Reads columns at the rows of a block of hits.</summary>
internal static unsafe class HitValues
{
    /// <summary>Codes of the rows; 0 for none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Codes(in CodeColumn column, ReadOnlySpan<uint> rows, Span<int> codes)
    {
        codes = codes[..rows.Length];
        if (column.IsAbsent)
        {
            codes.Clear();
            return;
        }
        switch (column.IsDense ? column.Width : 0)
        {
            case 1:
                var bytes = column.Dense;
                for (var i = 0; i < rows.Length; i++)
                    codes[i] = bytes[rows[i]];
                break;
            case 2:
                var words = (ushort*)column.Dense;
                for (var i = 0; i < rows.Length; i++)
                    codes[i] = words[rows[i]];
                break;
            case 4:
                var wide = (int*)column.Dense;
                for (var i = 0; i < rows.Length; i++)
                    codes[i] = wide[rows[i]];
                break;
            default:
                for (var i = 0; i < rows.Length; i++)
                    codes[i] = (int)column[(int)rows[i]];
                break;
        }
    }

    /// <summary>Codes of the rows' names.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Names(in NameColumn column, ReadOnlySpan<uint> rows, Span<int> codes)
    {
        for (var i = 0; i < rows.Length; i++)
            codes[i] = (int)column[(int)rows[i]];
    }

    /// <summary>Numbers of the rows with their scales; <see cref="SegmentFormat.NoNumber"/> for none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Numbers(in NumberColumn column, ReadOnlySpan<uint> rows, Span<long> values, Span<byte> scales)
    {
        scales[..rows.Length].Fill(column.Scale);
        if (column.IsAbsent)
            values[..rows.Length].Fill(SegmentFormat.NoNumber);
        else if (column.IsWide)
            for (var i = 0; i < rows.Length; i++)
                column.Read((int)rows[i], values.Slice(i, 1), scales.Slice(i, 1));
        else if (rows.Length > 0 && rows[^1] - rows[0] == rows.Length - 1)
            column.Read((int)rows[0], values[..rows.Length]);
        else
            for (var i = 0; i < rows.Length; i++)
                values[i] = column[(int)rows[i]];
    }
}
