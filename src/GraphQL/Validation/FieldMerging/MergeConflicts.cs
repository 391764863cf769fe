using Analytics.GraphQL.Language;

namespace Analytics.GraphQL.Validation.FieldMerging;

/// <summary>The pairs of fields that cannot be merged, each told once, from the outermost field down.</summary>
internal sealed class MergeConflicts(Action<string, ISyntaxNode[]> report)
{
    private const int MaxLength = 1000;
    private const int MaxNodes = 20;
    private readonly HashSet<(int, int)> _reported = [];

    /// <summary>Notes what was found of a pair.</summary>
    /// <param name="first">The field that the other is compared with.</param>
    /// <param name="other">The other field.</param>
    /// <param name="reason">Why they do not agree; null when they do.</param>
    /// <returns>Whether the pair is in conflict, now or before.</returns>
    public bool Note(FieldOccurrence first, FieldOccurrence other, string? reason)
    {
        var pair = first.Field.Id < other.Field.Id
            ? (first.Field.Id, other.Field.Id)
            : (other.Field.Id, first.Field.Id);
        if (reason is null)
            return _reported.Contains(pair);
        if (_reported.Add(pair))
            Report(first, other, reason);
        return true;
    }

    private void Report(FieldOccurrence first, FieldOccurrence other, string reason)
    {
        // Up to where both selections hang on one field, or to the root.
        var levels = new Stack<(FieldOccurrence Left, FieldOccurrence Right)>([(first, other)]);
        while (first.Origin is { } left && other.Origin is { } right && left.Field != right.Field)
        {
            (first, other) = (left, right);
            levels.Push((first, other));
        }
        var because = "";
        foreach (var (level, _) in levels.Skip(1))
        {
            because += $"subfields \"{level.Field.ResponseName}\" conflict because ";
            if (because.Length > MaxLength)
                break;
        }
        report(
            $"Fields \"{Abbreviate(first.Field.ResponseName)}\" conflict because {Abbreviate(because + reason)}. "
            + "Use different aliases on the fields to fetch both if this was intentional.",
            [
                .. levels.Take(MaxNodes).Select(level => level.Left.Field.Node),
                .. levels.Take(MaxNodes).Select(level => level.Right.Field.Node),
            ]);
    }

    private static string Abbreviate(string text) => text.Length <= MaxLength ? text : text[..MaxLength] + "...";
}
