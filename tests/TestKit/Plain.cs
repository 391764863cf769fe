using System.Collections;
using System.Globalization;
using System.Reflection;
using Analytics.Domain.Querying;

namespace Analytics.TestKit;

/// <summary>Questions and answers as text that people can read and tests can compare: records with their lists.</summary>
public static class Plain
{
    public static string Text(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        // 1.50 and 1.5 are the same figure.
        decimal number => (number / 1.0000000000000000000000000000m).ToString("G29", CultureInfo.InvariantCulture),
        DateTimeOffset at => at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        TimeZoneInfo zone => zone.Id,
        // What engines differ in by right is left out: the name, what was read, and what an erasure took from the end.
        AnswerMeta meta => $"at {meta.Watermark}",
        GroupKey key => key.ToString(),
        PropertyRef property => $"{property.Scope}:{property.Name}",
        IFormattable plain => plain.ToString(null, CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        IEnumerable list => $"[{string.Join(", ", list.Cast<object?>().Select(Text))}]",
        _ => Record(value),
    };

    private static string Record(object value)
    {
        var members = value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(member => member.GetIndexParameters().Length == 0)
            .OrderBy(member => member.Name, StringComparer.Ordinal)
            .Select(member => (member.Name, Value: member.GetValue(value)))
            .Where(member => member.Value is not (null or false))
            .Select(member => $"{member.Name} {Text(member.Value)}");
        return $"{value.GetType().Name} {{ {string.Join(", ", members)} }}";
    }
}
