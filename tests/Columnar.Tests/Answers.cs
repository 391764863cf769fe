using System.Text.Json;
using Analytics.Domain.Funnels;
using Analytics.Domain.Querying;
using Analytics.Domain.Series;
using Analytics.Domain.Tenancy;

namespace Analytics.Columnar.Tests;

/// <summary>Compares two engines' answers to one question as text, so that a difference can be read.</summary>
internal static class Answers
{
    public static async Task AgreeAsync(
        IEventAnalytics engine, IEventAnalytics twin, TenantScope tenant, SeriesQuery query, string seed)
    {
        var expected = (await twin.SeriesAsync(tenant, [query], CancellationToken.None)).Value[0];
        var actual = (await engine.SeriesAsync(tenant, [query], CancellationToken.None)).Value[0];
        Assert.True(
            Text(expected) == Text(actual),
            $"{seed}\n{query}\nFilter {query.Filter}\nexpected {Text(expected)}\nactual   {Text(actual)}");
    }

    public static async Task AgreeAsync(
        IEventAnalytics engine, IEventAnalytics twin, TenantScope tenant, FunnelDefinition funnel, string seed)
    {
        var expected = (await twin.FunnelAsync(tenant, funnel, CancellationToken.None)).Value;
        var actual = (await engine.FunnelAsync(tenant, funnel, CancellationToken.None)).Value;
        Assert.True(
            Text(expected) == Text(actual),
            $"{seed}\n{string.Join(" > ", funnel.Steps)} within {funnel.Window} of {funnel.Range}\n"
            + $"expected {Text(expected)}\nactual   {Text(actual)}");
    }

    private static string Text(SeriesAnswer answer) => JsonSerializer.Serialize(new
    {
        All = Text(answer.All),
        Groups = answer.Groups.Select(group => new { group.Key.Values, Figures = Text(group.Values) }),
        Other = answer.Other is null ? null : Text(answer.Other),
        answer.GroupCount,
        answer.Meta.Watermark,
        answer.Meta.DataThrough,
    });

    private static string Text(FunnelAnswer answer) =>
        JsonSerializer.Serialize(new { answer.Steps, answer.Meta.Watermark, answer.Meta.DataThrough });

    // 1.50 and 1.5 are the same figure.
    private static string Text(SeriesValues values) =>
        string.Join(' ', values.Points.Prepend(values.Total).Select(value => value is { } number
            ? (number / 1.0000000000000000000000000000m).ToString("G29", null)
            : "null"));
}
