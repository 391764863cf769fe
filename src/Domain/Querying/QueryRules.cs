using System.Collections.Immutable;
using System.Globalization;

namespace Analytics.Domain.Querying;

/// <summary>Limits and checks that the questions share.</summary>
public static class QueryRules
{
    /// <summary>Most buckets of one answer.</summary>
    public const int MaxBuckets = 10_000;

    /// <summary>Most cells of one answer: groups shown, the remainder and all events, times buckets and the total.</summary>
    public const int MaxCells = 2_000_000;

    /// <summary>Most event names of one selector.</summary>
    public const int MaxEvents = 100;

    /// <summary>Most entries of a list that is read page by page.</summary>
    public const int MaxPage = 10_000;

    internal static Problem? InRange(long value, long least, long most, string path) =>
        value >= least && value <= most
            ? null
            : Problem.Invalid("VALUE_OUT_OF_RANGE", Text($"'{path}' lies in {least} to {most}; it is {value}."), path);

    internal static Problem? InRange(TimeSpan value, TimeSpan most, string path) =>
        value > TimeSpan.Zero && value <= most
            ? null
            : Problem.Invalid(
                "VALUE_OUT_OF_RANGE", Text($"'{path}' is longer than zero and at most {most.TotalDays} days."), path);

    internal static Problem? Conflict(bool conflict, string message, string? path) =>
        conflict ? Problem.Invalid("OPTIONS_CONFLICT", message, path) : null;

    internal static Problem? OneOf(Interval value, string path, params ReadOnlySpan<Interval> allowed) =>
        allowed.Contains(value)
            ? null
            : Problem.Invalid("INTERVAL_NOT_SUPPORTED", $"'{path}' cannot be {value} here.", path);

    internal static Problem? Each<T>(ImmutableArray<T> parts, string path, Func<T, Problem?> check)
    {
        for (var i = 0; i < parts.Length; i++)
            if (check(parts[i]) is { } problem)
                return problem.Under(Text($"{path}[{i}]"));
        return null;
    }

    internal static Problem? Distinct<T, TKey>(ImmutableArray<T> parts, string path, Func<T, TKey> keyOf)
    {
        var seen = new HashSet<TKey>();
        for (var i = 0; i < parts.Length; i++)
            if (!seen.Add(keyOf(parts[i])))
                return Problem.Invalid("NAMED_TWICE", $"'{path}' names nothing twice.", Text($"{path}[{i}]"));
        return null;
    }

    internal static Problem? Names(ImmutableArray<string> names, int least, string path) =>
        names.Length < least || names.Length > MaxEvents
            ? Problem.Invalid("EVENTS_COUNT", Text($"'{path}' names {least} to {MaxEvents} events."), path)
            : Each(names, path, name => string.IsNullOrEmpty(name)
                ? Problem.Invalid("EVENT_NAME_EMPTY", "An event name is empty.")
                : Unicode(name));

    internal static Problem? Id(string? id, string? path = null) =>
        id is null ? null
        : id.Length == 0 ? Problem.Invalid("VALUE_MISSING", "An id is not empty.", path)
        : Unicode(id, path);

    // Half of a surrogate pair is in no event, and is written as another character.
    internal static Problem? Unicode(string? text, string? path = null)
    {
        for (var i = 0; i < text?.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))
                return Problem.Invalid("TEXT_NOT_UNICODE", "Text holds half of a surrogate pair.", path);
            i++;
        }

        return null;
    }

    internal static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
