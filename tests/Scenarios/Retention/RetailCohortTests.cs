using System.Globalization;
using System.Text.Json;
using Analytics.Scenarios.Hosts;
using Analytics.TestKit;

namespace Analytics.Scenarios.Retention;

/// <summary>The retail demo gives the independently computed cohorts of its customers: who returned, and what they spent.</summary>
[Collection(nameof(DemoHost))]
public sealed class RetailCohortTests(DemoHost demo)
{
    private static readonly JsonElement Reference = JsonDocument.Parse(File.ReadAllText(
        Repository.Path("tests", "Scenarios", "Reference", "online-retail-cohorts.json"))).RootElement;

    [Theory]
    [InlineData("salesOrders_ON", "ON")]
    [InlineData("salesOrders_ON_OR_AFTER", "ON_OR_AFTER")]
    public async Task Customers_return_as_in_the_reference(string name, string returnBy)
    {
        var cohorts = await CohortsAsync($"returnBy: {returnBy}");

        foreach (var row in Reference.GetProperty(name).EnumerateArray())
        {
            var cohort = cohorts[row.GetProperty("cohort").GetString()!];
            var expected = row.GetProperty("returned").EnumerateArray().Select(count => count.GetInt64()).ToList();
            Assert.Equal(row.GetProperty("size").GetInt64(), cohort.GetProperty("size").GetInt64());
            Assert.Equal(
                expected,
                Cells(cohort).Take(expected.Count).Select(cell => cell.GetProperty("count").GetInt64()));
        }
    }

    [Fact]
    public async Task Cohorts_spend_month_by_month_what_the_reference_says()
    {
        var cohorts = await CohortsAsync("value: {aggregation: SUM, property: \"total\"}");

        foreach (var cohort in Reference.GetProperty("revenueByCohortAndMonth").EnumerateArray().GroupBy(row => row.GetProperty("cohort").GetString()))
        {
            var expected = cohort.OrderBy(row => row.GetProperty("month").GetString(), StringComparer.Ordinal)
                .ToDictionary(row => row.GetProperty("month").GetString()!, row => decimal.Parse(row.GetProperty("revenue").GetString()!, CultureInfo.InvariantCulture));
            var start = DateOnly.Parse($"{cohort.Key}-01", CultureInfo.InvariantCulture);
            var (spent, size) = (0m, cohorts[$"{cohort.Key}-01"].GetProperty("size").GetInt64());
            foreach (var cell in Cells(cohorts[$"{cohort.Key}-01"]))
            {
                var month = start.AddMonths(cell.GetProperty("period").GetInt32()).ToString("yyyy-MM", CultureInfo.InvariantCulture);
                Assert.Equal(expected.GetValueOrDefault(month), cell.GetProperty("value").GetDecimal());
                Assert.Equal(
                    (double)expected.GetValueOrDefault(month) / (double)expected[$"{cohort.Key}"],
                    cell.GetProperty("netRate").GetDouble(),
                    12);
                spent += expected.GetValueOrDefault(month);
                Assert.Equal(spent, cell.GetProperty("cumulativeValue").GetDecimal());
                Assert.Equal(spent / size, cell.GetProperty("valuePerHead").GetDecimal());
                Assert.InRange(cell.GetProperty("grossRate").GetDouble(), 0, Math.Min(1, cell.GetProperty("netRate").GetDouble()));
            }
        }
        var all = cohorts.Values.SelectMany(Cells).Sum(cell => cell.GetProperty("value").GetDecimal());
        Assert.Equal(8911407.904m, all);
    }

    [Fact]
    public async Task Customers_are_new_return_rest_and_come_back_as_in_the_reference()
    {
        using var client = demo.Host.As("retail", "viewer");

        var data = await client.QueryAsync("""
            {
              lifecycle(query: {
                activity: {events: ["order_placed"]}, period: MONTH, timeZone: "UTC",
                range: {between: {fromDate: "2010-12-01", toDate: "2012-01-01"}}
              }) { periods { start active new returning resurrecting dormant churnRate complete } }
            }
            """);

        var periods = data.GetProperty("lifecycle").GetProperty("periods").EnumerateArray().ToList();
        foreach (var (row, period) in Reference.GetProperty("lifecycleByMonth").EnumerateArray().Zip(periods))
        {
            Assert.Equal(row.GetProperty("month").GetString(), period.GetProperty("start").GetString()![..7]);
            foreach (var stage in (string[])["new", "returning", "resurrecting", "dormant"])
                Assert.Equal(row.GetProperty(stage).GetInt64(), period.GetProperty(stage).GetInt64());
        }
        Assert.Equal(13, periods.Count);
        // 885 bought in December, 561 of them not in January.
        Assert.Equal(561 / 885.0, periods[1].GetProperty("churnRate").GetDouble(), 12);
        Assert.Equal(741, periods[1].GetProperty("active").GetInt64());
    }

    [Fact]
    public async Task Daily_weekly_and_monthly_customers_equal_the_reference()
    {
        var rows = Reference.GetProperty("activeCustomersByDay").GetProperty("rows").EnumerateArray().ToList();
        using var client = demo.Host.As("retail", "viewer");
        var to = DateOnly.Parse(rows[^1][0].GetString()!, CultureInfo.InvariantCulture).AddDays(1).ToString("O", CultureInfo.InvariantCulture);

        var data = await client.QueryAsync(
            """
            query($from: Date, $to: Date) {
              dau: metric(name: "customers", interval: DAY, timeZone: "UTC", range: {between: {fromDate: $from, toDate: $to}}) { series { value } }
              wau: metric(name: "customers", interval: DAY, rolling: 7, timeZone: "UTC", range: {between: {fromDate: $from, toDate: $to}}) { series { value } }
              mau: metric(name: "customers", interval: DAY, rolling: 30, timeZone: "UTC", range: {between: {fromDate: $from, toDate: $to}}) { series { value } }
            }
            """,
            new { from = rows[0][0].GetString(), to });

        foreach (var (name, column) in ((string, int)[])[("dau", 1), ("wau", 2), ("mau", 3)])
            Assert.Equal(
                rows.Select(row => row[column].GetDecimal()),
                data.GetProperty(name).GetProperty("series").EnumerateArray().Select(point => point.GetProperty("value").GetDecimal()));
    }

    private async Task<Dictionary<string, JsonElement>> CohortsAsync(string arguments)
    {
        using var client = demo.Host.As("retail", "viewer");
        var data = await client.QueryAsync($$$"""
            {
              retention(query: {
                start: {events: ["order_placed"]}, return: {events: ["order_placed"]}, period: MONTH, periods: 12, timeZone: "UTC",
                range: {between: {fromDate: "2010-12-01", toDate: "2012-01-01"}}, {{{arguments}}}
              }) { cohorts { start size cells { period count value netRate grossRate cumulativeValue valuePerHead churnRate } } }
            }
            """);
        return data.GetProperty("retention").GetProperty("cohorts").EnumerateArray()
            .ToDictionary(cohort => cohort.GetProperty("start").GetString()![..10]);
    }

    private static IEnumerable<JsonElement> Cells(JsonElement cohort) => cohort.GetProperty("cells").EnumerateArray();
}
