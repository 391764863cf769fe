namespace Analytics.GraphQL.Language;

/// <summary>The text between three quotes: the specification's BlockStringValue, and its way back.</summary>
internal static class BlockString
{
    /// <summary>The value of a block string, without its common indentation and outer blank lines.</summary>
    /// <param name="raw">What stands between the quotes.</param>
    public static string Parse(string raw)
    {
        var lines = raw.Replace("\\\"\"\"", "\"\"\"", StringComparison.Ordinal)
            .Split(SourceText.LineEnds, StringSplitOptions.None);
        var indent = int.MaxValue;
        var (first, last) = (lines.Length, -1);
        for (var i = 0; i < lines.Length; i++)
        {
            var leading = lines[i].Length - lines[i].AsSpan().TrimStart(" \t").Length;
            if (leading == lines[i].Length)
                continue;
            (first, last) = (Math.Min(first, i), i);
            if (i > 0)
                indent = Math.Min(indent, leading);
        }
        for (var i = 1; i < lines.Length; i++)
            lines[i] = lines[i][Math.Min(indent, lines[i].Length)..];
        return last < 0 ? "" : string.Join('\n', lines, first, last - first + 1);
    }

    /// <summary>The text as a block string, on lines of its own where that reads better.</summary>
    /// <param name="value">Text that <see cref="CanHold"/>.</param>
    public static string Print(string value)
    {
        var escaped = value.Replace("\"\"\"", "\\\"\"\"", StringComparison.Ordinal);
        var lines = escaped.Split('\n');
        var endsInQuote = value.EndsWith('"');
        var startsIndented = value.Length > 0 && IsWhiteSpace(value[0]);
        var mustLead = lines.Length > 1 && lines.Skip(1).All(line => line.Length == 0 || IsWhiteSpace(line[0]));
        var ownLines = lines.Length > 1 || value.Length > 70 || endsInQuote || value.EndsWith('\\');
        var lead = mustLead || (ownLines && !(lines.Length == 1 && startsIndented)) ? "\n" : "";
        return $"\"\"\"{lead}{escaped}{(ownLines ? "\n" : "")}\"\"\"";
    }

    /// <summary>Whether a block string can carry the text unchanged.</summary>
    public static bool CanHold(string value) =>
        !value.Any(character => character < ' ' && character is not ('\n' or '\t')) && Parse(Print(value)[3..^3]) == value;

    private static bool IsWhiteSpace(char character) => character is ' ' or '\t';
}
