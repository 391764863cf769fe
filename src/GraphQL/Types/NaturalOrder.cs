namespace Analytics.GraphQL.Types;

/// <summary>Orders names as people count: by character, but runs of digits by their number ("a2" before "a10").</summary>
internal sealed class NaturalOrder : IComparer<string>
{
    public static NaturalOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        var left = x.AsSpan();
        var right = y.AsSpan();
        var (i, j) = (0, 0);
        while (i < left.Length && j < right.Length)
        {
            var order = char.IsAsciiDigit(left[i]) && char.IsAsciiDigit(right[j])
                ? ReadNumber(left, ref i).CompareTo(ReadNumber(right, ref j))
                : left[i++].CompareTo(right[j++]);
            if (order != 0)
                return order;
        }
        return left.Length - right.Length;
    }

    // A leading zero is a number of its own, as in the reference implementation.
    private static double ReadNumber(ReadOnlySpan<char> text, ref int at)
    {
        var number = 0d;
        do
            number = number * 10 + (text[at++] - '0');
        while (at < text.Length && char.IsAsciiDigit(text[at]) && number > 0);
        return number;
    }
}
