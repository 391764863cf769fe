namespace Analytics.GraphQL.Types;

/// <summary>"Did you mean": known names that are few edits away from a wrong one.</summary>
internal static class Suggestions
{
    private const int MaxSuggestions = 5;
    private const int LongestOnStack = 200;

    /// <summary>The end of a message, with a space before it; empty when there is nothing to suggest.</summary>
    public static string DidYouMean(IReadOnlyList<string> names, string? what = null)
    {
        if (names.Count == 0)
            return "";
        var quoted = names.Take(MaxSuggestions).Select(name => $"\"{name}\"").ToArray();
        var list = quoted.Length switch
        {
            1 => quoted[0],
            2 => $"{quoted[0]} or {quoted[1]}",
            _ => $"{string.Join(", ", quoted[..^1])}, or {quoted[^1]}",
        };
        return $" Did you mean {(what is null ? "" : what + " ")}{list}?";
    }

    /// <summary>The known names within reach, nearest first.</summary>
    public static IReadOnlyList<string> Similar(string name, IEnumerable<string> known)
    {
        var threshold = (int)(name.Length * 0.4) + 1;
        var lower = name.ToLowerInvariant();
        return
        [
            .. known.Select(candidate => (Name: candidate, Distance: Distance(name, lower, candidate, threshold)))
                .Where(candidate => candidate.Distance <= threshold)
                .OrderBy(candidate => candidate.Distance).ThenBy(candidate => candidate.Name, NaturalOrder.Instance)
                .Select(candidate => candidate.Name),
        ];
    }

    private static int Distance(string left, string lower, string right, int threshold)
    {
        if (left == right)
            return 0;
        if (string.Equals(left, right, StringComparison.OrdinalIgnoreCase))
            return 1;
        if (Math.Abs(left.Length - right.Length) > threshold)
            return int.MaxValue;
        if (right.Length > LongestOnStack)
            return Distance(lower, right.ToLowerInvariant(), threshold, new int[3 * (right.Length + 2)]);
        Span<char> other = stackalloc char[right.Length];
        right.AsSpan().ToLowerInvariant(other);
        return Distance(lower, other, threshold, stackalloc int[3 * (right.Length + 2)]);
    }

    /// <summary>
    /// Damerau and Levenshtein's distance (edits and swaps of neighbours), a difference in case alone counting 1. Only
    /// the cells that the threshold lets count are looked at (E. Ukkonen, Information and Control 64, 1985): documents
    /// may name a hundred unknown types, and each is compared with every type of the schema.
    /// </summary>
    private static int Distance(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int threshold, Span<int> rows)
    {
        var width = b.Length + 2;
        var beyond = threshold + 1;
        var older = rows[..width];
        var old = rows.Slice(width, width);
        var current = rows.Slice(2 * width, width);
        for (var j = 0; j < width; j++)
            old[j] = j;
        var reached = 0;                       // the least cell of the row before
        for (var i = 1; i <= a.Length; i++)
        {
            var (first, last) = (Math.Max(1, i - threshold), Math.Min(b.Length, i + threshold));
            current[first - 1] = first == 1 ? i : beyond;
            var least = current[first - 1];
            for (var j = first; j <= last; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                var cell = Math.Min(Math.Min(old[j] + 1, current[j - 1] + 1), old[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    cell = Math.Min(cell, older[j - 2] + 1);
                current[j] = cell;
                least = Math.Min(least, cell);
            }

            current[last + 1] = beyond;
            if (least > threshold && reached > threshold)   // a swap reaches back over two rows
                return int.MaxValue;
            reached = least;
            var freed = older;
            older = old;
            old = current;
            current = freed;
        }

        return old[b.Length];
    }
}
