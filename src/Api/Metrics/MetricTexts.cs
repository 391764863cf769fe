using System.Globalization;
using Analytics.Domain.Metrics;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.Metrics;

/// <summary>The total as text.</summary>
[ExtendObjectType<MetricResult>]
public static class MetricResultTexts
{
    /// <summary><c>total</c> as text, for clients whose numbers cannot hold it.</summary>
    public static string? GetTotalText([Parent] MetricResult result) => DecimalText.Of(result.Total);
}

/// <summary>A group's total as text.</summary>
[ExtendObjectType<MetricGroup>]
public static class MetricGroupTexts
{
    /// <summary><c>total</c> as text, for clients whose numbers cannot hold it.</summary>
    public static string? GetTotalText([Parent] MetricGroup group) => DecimalText.Of(group.Total);
}

/// <summary>A point's value as text.</summary>
[ExtendObjectType<Point>]
public static class PointTexts
{
    /// <summary><c>value</c> as text, for clients whose numbers cannot hold it.</summary>
    public static string? GetValueText([Parent] Point point) => DecimalText.Of(point.Value);
}

/// <summary>Decimals in full, without an exponent.</summary>
internal static class DecimalText
{
    public static string? Of(decimal? value) => value?.ToString(CultureInfo.InvariantCulture);
}
