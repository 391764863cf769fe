using Analytics.Domain.Querying;

namespace Analytics.Domain.Paths;

/// <summary>Steps that are taken for one, such as all product pages.</summary>
/// <param name="Name">What they are called.</param>
/// <param name="Pattern">Text in which <c>*</c> stands for any text; the whole step has to match, case counts.</param>
public sealed record PathGroup(string Name, string Pattern)
{
    /// <summary>Most characters of a name or a pattern.</summary>
    public const int MaxLength = 200;

    /// <returns>The first fault with its path; null when there is none.</returns>
    public Problem? Check() => CheckText(Name, "name") ?? CheckText(Pattern, "pattern");

    /// <summary>Whether a step belongs to it.</summary>
    public bool Matches(ReadOnlySpan<char> step)
    {
        // Where the last star stands, and how much of the step it has taken so far: only that one is ever reconsidered.
        var (at, next, star, taken) = (0, 0, -1, 0);
        while (at < step.Length)
        {
            if (next < Pattern.Length && Pattern[next] == '*')
                (star, taken, next) = (next, at, next + 1);
            else if (next < Pattern.Length && Pattern[next] == step[at])
                (at, next) = (at + 1, next + 1);
            else if (star >= 0)
                (taken, at, next) = (taken + 1, taken + 1, star + 1);
            else
                return false;
        }
        return Pattern.AsSpan(next).Trim('*').IsEmpty;
    }

    private static Problem? CheckText(string? text, string path) =>
        text is { Length: > 0 and <= MaxLength }
            ? QueryRules.Unicode(text, path)
            : Problem.Invalid("PATH_GROUP_INVALID", $"A name or pattern has 1 to {MaxLength} characters.", path);
}
