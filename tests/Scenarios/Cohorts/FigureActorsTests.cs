using System.Text.Json;
using Analytics.Scenarios.Hosts;

namespace Analytics.Scenarios.Cohorts;

/// <summary>The list behind any figure has as many rows as the figure says.</summary>
[Collection(nameof(DemoHost))]
public sealed class FigureActorsTests(DemoHost demo)
{
    private const string Year = """range: {between: {fromDate: "2012-01-01", toDate: "2013-01-01"}}, timeZone: "UTC" """;

    [Theory]
    [InlineData(
        $$"""{ explore(query: {events: ["ask_question"], aggregation: UNIQUE_ACTORS, interval: QUARTER, {{Year}}}) { figure: total list: actors(first: 1) { totalCount } } }""",
        "figure")]
    [InlineData(
        $$"""{ explore(query: {events: ["ask_question"], aggregation: UNIQUE_ACTORS, interval: QUARTER, {{Year}}}) { series { figure: value } list: actors(first: 1, point: 2) { totalCount } } }""",
        "series.2.figure")]
    [InlineData(
        $$"""{ funnel(definition: {steps: [{events: ["ask_question"]}, {events: ["comment"]}], {{Year}}}) { steps { figure: count } list: actors(first: 1, step: 2) { totalCount } } }""",
        "steps.1.figure")]
    [InlineData(
        $$"""{ funnel(definition: {steps: [{events: ["ask_question"]}, {events: ["comment"]}], {{Year}}}) { steps { figure: droppedOff } list: actors(first: 1, step: 2, droppedOff: true) { totalCount } } }""",
        "steps.1.figure")]
    [InlineData(
        $$"""{ retention(query: {period: QUARTER, periods: 3, {{Year}}}) { cohorts { cells { figure: countSoFar } } list: actors(first: 1, cohort: 1, period: 2) { totalCount } } }""",
        "cohorts.1.cells.2.figure")]
    [InlineData(
        $$"""{ sessions(query: {interval: QUARTER, {{Year}}}) { series { statistics { figure: actors } } list: actors(first: 1, point: 3) { totalCount } } }""",
        "series.3.statistics.figure")]
    public async Task List_behind_a_figure_has_as_many_rows_as_it_says(string query, string path)
    {
        using var client = demo.Host.As("community", "viewer");

        var answer = (await client.QueryAsync(query)).EnumerateObject().Single().Value;

        var figure = path.Split('.').Aggregate(answer, (at, name) => at.ValueKind is JsonValueKind.Array
            ? at[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)]
            : at.GetProperty(name));
        Assert.True(figure.GetDecimal() > 0);
        Assert.Equal(figure.GetDecimal(), answer.GetProperty("list").GetProperty("totalCount").GetDecimal());
    }

    [Theory]
    [InlineData("""{ metric(name: "average_order_value", range: {last: "P1D"}) { actors { totalCount } } }""", "FIGURE_UNKNOWN")]
    [InlineData("""{ metric(name: "customers", range: {last: "P1D"}) { actors(point: 0) { totalCount } } }""", "VALUE_OUT_OF_RANGE")]
    [InlineData("""{ metric(name: "customers", range: {last: "P1D"}) { actors(key: ["DE"]) { totalCount } } }""", "OPTIONS_CONFLICT")]
    [InlineData("""{ retention(query: {range: {last: "P30D"}}) { actors(cohort: 99) { totalCount } } }""", "VALUE_OUT_OF_RANGE")]
    [InlineData("""{ retention(query: {range: {last: "P30D"}}) { actors(cohort: 0, period: 99) { totalCount } } }""", "VALUE_OUT_OF_RANGE")]
    public async Task Place_that_no_figure_has_is_refused_with_a_code(string query, string code)
    {
        using var client = demo.Host.As("community", "viewer");

        var answer = await client.PostAsync(query);

        Assert.Equal(code, answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }
}
