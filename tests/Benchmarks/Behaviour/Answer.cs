using System.Globalization;
using System.Text.Json;

namespace Analytics.Benchmarks.Behaviour;

/// <summary>An answer as sorted lines of text, so that engines can be compared: numbers to three decimals.</summary>
internal static class Answer
{
    public static string[] Lines(IEnumerable<object?[]> rows) =>
        Lines(rows.Select(row => row.Select(cell => Convert.ToString(cell, CultureInfo.InvariantCulture))));

    public static string[] Lines(JsonElement rows) => Lines(rows.EnumerateArray().Select(
        row => row.EnumerateArray().Select(cell => cell.ValueKind is JsonValueKind.Null ? null : cell.ToString())));

    /// <summary>Where two answers part; null when they are the same.</summary>
    public static string? Difference(string first, string[] left, string second, string[] right)
    {
        if (left.AsSpan().SequenceEqual(right))
            return null;
        var (onlyLeft, onlyRight) = (left.Except(right).ToList(), right.Except(left).ToList());
        return $"{first} has {left.Length} rows, {second} {right.Length}; "
            + $"only {first}: {string.Join("  ", onlyLeft.Take(3))}; "
            + $"only {second}: {string.Join("  ", onlyRight.Take(3))}";
    }

    private static string[] Lines(IEnumerable<IEnumerable<string?>> rows) =>
        [.. rows.Select(row => string.Join('|', row.Select(Cell))).Order(StringComparer.Ordinal)];

    private static string Cell(string? text) =>
        string.IsNullOrEmpty(text) ? "-"
        : decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? Math.Round(number, 3).ToString("0.###", CultureInfo.InvariantCulture)
        : text;
}
