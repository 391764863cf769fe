namespace Analytics.GraphQL.Types;

/// <summary>"Did you mean": known names that are few edits away from a wrong one.</summary>
internal static class Suggestions
{
    private const int MaxSuggestions = 5;

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
        return
        [
            .. known.Select(candidate => (Name: candidate, Distance: Distance(name, candidate, threshold)))
                .Where(candidate => candidate.Distance <= threshold)
                .OrderBy(candidate => candidate.Distance).ThenBy(candidate => candidate.Name, NaturalOrder.Instance)
                .Select(candidate => candidate.Name),
        ];
    }

    /// <summary>
    /// Damerau and Levenshtein's distance (edits and swaps of neighbours), a difference in case alone counting 1.
    /// </summary>
    private static int Distance(string left, string right, int threshold)
    {
        if (left == right)
            return 0;
        if (string.Equals(left, right, StringComparison.OrdinalIgnoreCase))
            return 1;
        if (Math.Abs(left.Length - right.Length) > threshold)
            return int.MaxValue;
        var (a, b) = (left.ToLowerInvariant(), right.ToLowerInvariant());
        var (older, old, current) = (new int[b.Length + 1], new int[b.Length + 1], new int[b.Length + 1]);
        for (var j = 0; j <= b.Length; j++)
            old[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                current[j] = Math.Min(Math.Min(old[j] + 1, current[j - 1] + 1), old[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    current[j] = Math.Min(current[j], older[j - 2] + 1);
            }
            (older, old, current) = (old, current, older);
        }
        return old[b.Length];
    }
}
