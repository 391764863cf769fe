using System.Text.Json;
using Analytics.Scenarios.Hosts;

namespace Analytics.Scenarios.Metrics;

/// <summary>Formulas made up for one question, over the retail demo.</summary>
[Collection(nameof(DemoHost))]
public sealed class FormulaTests(DemoHost demo)
{
    private const string Range = """range: {between: {fromDate: "2010-12-01", toDate: "2012-01-01"}}, timeZone: "UTC" """;

    private const string Measures =
        """
        measures: [
          {name: "revenue", measure: {events: ["order_placed"], aggregation: SUM, property: "total"}}
          {name: "orders", measure: {events: ["order_placed"], aggregation: COUNT}}
        ]
        """;

    [Fact]
    public async Task A_ratio_is_that_of_the_sums_in_total_by_month_and_by_country()
    {
        var formula = await FormulaAsync(
            "expression: \"revenue / orders\", interval: MONTH, breakdown: [{property: \"country\"}], limit: 3",
            "total series { value } groups { key total }");
        var revenue = await ExploreAsync("SUM, property: \"total\"");
        var orders = await ExploreAsync("COUNT");

        Assert.Equal(
            revenue.GetProperty("total").GetDecimal() / orders.GetProperty("total").GetDecimal(),
            formula.GetProperty("total").GetDecimal(),
            20);
        Assert.Equal(13, formula.GetProperty("series").GetArrayLength());
        foreach (var (point, month) in formula.GetProperty("series").EnumerateArray().Zip(Enumerable.Range(0, 13)))
            Assert.Equal(
                Value(revenue, month) / Value(orders, month), point.GetProperty("value").GetDecimal(), 20);
        Assert.Equal(3, formula.GetProperty("groups").GetArrayLength());
    }

    [Fact]
    public async Task A_moving_average_is_the_mean_of_the_last_points()
    {
        var plain = await FormulaAsync("expression: \"orders\", interval: MONTH", "series { value }");
        var moving = await FormulaAsync("expression: \"orders\", interval: MONTH, movingAverage: 3", "series { value }");

        Assert.Equal((Value(plain, 5) + Value(plain, 6) + Value(plain, 7)) / 3, Value(moving, 7), 20);
        Assert.Equal(Value(plain, 0), Value(moving, 0));
    }

    [Theory]
    [InlineData("expression: \"revenue /\"", "FORMULA_SYNTAX", "query.expression")]
    [InlineData("expression: \"revenue / carts\"", "METRIC_UNKNOWN", "query.expression")]
    [InlineData("expression: \"revenue\", movingAverage: 3", "OPTIONS_CONFLICT", "query.movingAverage")]
    public async Task A_fault_is_told_with_its_place(string arguments, string code, string path)
    {
        using var client = demo.Host.As("retail", "viewer");
        var answer = await client.PostAsync(Document(arguments, "total"));

        var error = answer.GetProperty("errors")[0].GetProperty("extensions");
        Assert.Equal((code, path), (error.GetProperty("code").GetString(), error.GetProperty("inputPath").GetString()));
    }

    private static decimal Value(JsonElement result, int bucket) =>
        result.GetProperty("series")[bucket].GetProperty("value").GetDecimal();

    private static string Document(string arguments, string selection) =>
        $$"""{ formula(query: { {{Measures}}, {{Range}}, {{arguments}} }) { {{selection}} } }""";

    private async Task<JsonElement> FormulaAsync(string arguments, string selection)
    {
        using var client = demo.Host.As("retail", "viewer");
        return (await client.QueryAsync(Document(arguments, selection))).GetProperty("formula");
    }

    private async Task<JsonElement> ExploreAsync(string aggregation)
    {
        using var client = demo.Host.As("retail", "viewer");
        var data = await client.QueryAsync(
            $$"""{ explore(query: {events: ["order_placed"], aggregation: {{aggregation}}, interval: MONTH, {{Range}}}) { total series { value } } }""");
        return data.GetProperty("explore");
    }
}
