using System.Globalization;
using System.Text;
using Analytics.Domain.Querying;

namespace Analytics.TestKit;

/// <summary>Conditions and keys over values as JSON gives them: strings, decimals, booleans, null for none.</summary>
internal static class SlowFilter
{
    public static bool Holds(EventFilter? filter, bool hasActor, Func<PropertyRef, object?> value) => filter switch
    {
        null => true,
        EventFilter.And and => and.Parts.All(part => Holds(part, hasActor, value)),
        EventFilter.Or or => or.Parts.Any(part => Holds(part, hasActor, value)),
        EventFilter.Not not => !Holds(not.Part, hasActor, value),
        EventFilter.HasActor => hasActor,
        EventFilter.Exists exists => value(exists.Property) is not null,
        EventFilter.In within => within.Values.Any(one => Compares(value(within.Property), FilterOperator.Equal, one)),
        EventFilter.Compare compare => Compares(value(compare.Property), compare.Operator, compare.Value),
        _ => throw new NotSupportedException(),
    };

    /// <summary>The key of a breakdown.</summary>
    public static string? Key(object? value) => value switch
    {
        null => null,
        decimal number => Shortest(number),
        bool flag => flag ? "true" : "false",
        _ => (string)value,
    };

    public static int CompareBytes(string left, string right) =>
        Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right));

    private static bool Compares(object? own, FilterOperator comparison, PropertyValue value) => (own, value) switch
    {
        (string one, PropertyValue.Text text) => comparison switch
        {
            FilterOperator.Contains => one.Contains(text.Value, StringComparison.Ordinal),
            FilterOperator.StartsWith => one.StartsWith(text.Value, StringComparison.Ordinal),
            _ => Holds(comparison, CompareBytes(one, text.Value)),
        },
        (decimal one, PropertyValue.Number number) => Holds(comparison, one.CompareTo(number.Value)),
        (bool one, PropertyValue.Boolean flag) => comparison is FilterOperator.Equal && one == flag.Value,
        _ => false,
    };

    private static bool Holds(FilterOperator comparison, int order) => comparison switch
    {
        FilterOperator.Equal => order == 0,
        FilterOperator.Greater => order > 0,
        FilterOperator.GreaterOrEqual => order >= 0,
        FilterOperator.Less => order < 0,
        FilterOperator.LessOrEqual => order <= 0,
        _ => false,
    };

    private static string Shortest(decimal number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        return text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') : text;
    }
}
