using System.Text.Json;
using Analytics.Scenarios.Hosts;

namespace Analytics.Scenarios.Cohorts;

/// <summary>Cohorts side by side on one metric, in one request.</summary>
[Collection(nameof(DemoHost))]
public sealed class SegmentTests(DemoHost demo)
{
    private const string Year = """range: {between: {fromDate: "2016-01-01", toDate: "2017-01-01"}}, timeZone: "UTC" """;

    private const string Authors = """{did: {events: ["post_answer"], atLeast: 20}}""";

    private const string Askers = """{did: {events: ["ask_question"], atLeast: 1}}""";

    [Fact]
    public async Task Segments_have_the_figures_that_each_has_alone_and_lists_as_long_as_they_say()
    {
        using var client = demo.Host.As("community", "viewer");

        var data = await client.QueryAsync($$"""
            {
              all: explore(query: {
                events: ["comment"], aggregation: UNIQUE_ACTORS, interval: QUARTER, {{Year}}
                segments: [{name: "authors", cohortCriteria: {{Authors}}}, {name: "askers", cohortCriteria: {{Askers}}}]
              }) {
                total meta { watermark }
                segments { name figures { total series { value } meta { watermark } actors(first: 1, point: 1) { totalCount } } }
              }
              authors: explore(query: {events: ["comment"], aggregation: UNIQUE_ACTORS, interval: QUARTER, {{Year}} cohortCriteria: {{Authors}}}) { total series { value } }
              askers: explore(query: {events: ["comment"], aggregation: UNIQUE_ACTORS, interval: QUARTER, {{Year}} cohortCriteria: {{Askers}}}) { total series { value } }
              everybody: explore(query: {events: ["comment"], aggregation: UNIQUE_ACTORS, {{Year}} }) { total }
              metric(name: "active_users", {{Year}} segments: [{name: "authors", cohortCriteria: {{Authors}}}]) { total segments { figures { total } } }
            }
            """);

        var all = data.GetProperty("all");
        Assert.Equal(data.GetProperty("everybody").GetProperty("total").GetDecimal(), all.GetProperty("total").GetDecimal());
        foreach (var segment in all.GetProperty("segments").EnumerateArray())
        {
            var (figures, alone) = (segment.GetProperty("figures"), data.GetProperty(segment.GetProperty("name").GetString()!));
            Assert.True(figures.GetProperty("total").GetDecimal() > 0);
            Assert.Equal(alone.GetProperty("total").GetDecimal(), figures.GetProperty("total").GetDecimal());
            Assert.Equal(Points(alone), Points(figures));
            Assert.Equal(Points(figures)[1], figures.GetProperty("actors").GetProperty("totalCount").GetDecimal());
            Assert.Equal(
                all.GetProperty("meta").GetProperty("watermark").GetInt64(),
                figures.GetProperty("meta").GetProperty("watermark").GetInt64());
        }
        var metric = data.GetProperty("metric");
        Assert.InRange(
            metric.GetProperty("segments")[0].GetProperty("figures").GetProperty("total").GetDecimal(), 1,
            metric.GetProperty("total").GetDecimal() - 1);
    }

    private static List<decimal> Points(JsonElement figures) =>
        [.. figures.GetProperty("series").EnumerateArray().Select(point => point.GetProperty("value").GetDecimal())];
}
