using System.Globalization;
using Analytics.TestKit.Hosts;

namespace Analytics.Benchmarks;

/// <summary>Latency of the first cut's questions over one million events, warm, seen by an HTTP client.</summary>
internal static class QueryBenchmark
{
    private const int Events = 1_000_000;
    private const int Runs = 60;

    /// <summary>What a question may take, in milliseconds.</summary>
    private const double Budget = 50;

    private const string Range = """{last: "P30D"}""";

    private static readonly (string Name, string Query)[] Questions =
    [
        ("metric orders by day", $$$"""{ metric(name: "orders", range: {{{Range}}}, interval: DAY) { total series { at value } meta { queryId } } }"""),
        ("metric revenue by day", $$$"""{ metric(name: "revenue", range: {{{Range}}}, interval: DAY) { total series { at value } } }"""),
        ("metric active_users by day", $$$"""{ metric(name: "active_users", range: {{{Range}}}, interval: DAY) { total series { at value } } }"""),
        ("metric average_order_value by day", $$$"""{ metric(name: "average_order_value", range: {{{Range}}}, interval: DAY) { total series { at value } } }"""),
        ("metric revenue by day and country, compared", $$$"""{ metric(name: "revenue", range: {last: "P14D"}, interval: DAY, breakdown: [{property: "country"}], compare: PREVIOUS_PERIOD) { total previous groups { key total previous series { value } } other { total } } }"""),
        ("metric customers by product", $$$"""{ metric(name: "customers", range: {{{Range}}}, breakdown: [{property: "product_id"}]) { total groups { key total } other { total } } }"""),
        ("metric conversion_rate by day", $$$"""{ metric(name: "conversion_rate", range: {{{Range}}}, interval: DAY) { total series { value } } }"""),
        ("funnel of 3 steps", $$$"""{ funnel(definition: {range: {{{Range}}}, steps: [{events: ["product_viewed"]}, {events: ["product_added_to_cart"]}, {events: ["order_placed"]}]}) { steps { count timeFromPrevious { median } } } }"""),
        ("funnel of 5 steps, filtered", $$$"""{ funnel(definition: {range: {{{Range}}}, steps: [{events: ["page_view"], filter: {property: "country", eq: "Germany"}}, {events: ["product_viewed"]}, {events: ["product_added_to_cart"]}, {events: ["checkout_started"]}, {events: ["order_placed"]}]}) { steps { count } } }"""),
    ];

    public static async Task RunAsync(HostProcess host)
    {
        Console.WriteLine($"## Questions over {Events:N0} generated events (50,000 actors, 28 days), {Runs} runs, warm");
        using var client = host.As("retail", "viewer");
        var missing = Events - await CountAsync(client);
        if (missing > 0)
            await Load.SendAsync(host, Load.Bodies(Load.Events((int)missing, 7, 50_000), 500), 4);
        for (var patience = 0; await CountAsync(client) < Events - 500 && patience < 600; patience++)
            await Task.Delay(100);
        Console.WriteLine();
        Console.WriteLine("| question | median ms | p95 ms | budget ms | |");
        Console.WriteLine("|---|---:|---:|---:|---|");
        foreach (var (name, query) in Questions)
        {
            var (median, p95) = await MeasureAsync(client, query);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {median:F1} | {p95:F1} | {Budget:F0} | {(median <= Budget ? "kept" : "MISSED")} |"));
        }

        Console.WriteLine();
    }

    // A range that ends now is another one at each run: no cached result can answer.
    private static async Task<(double Median, double P95)> MeasureAsync(ApiClient client, string query)
    {
        var took = new List<double>();
        for (var run = -5; run < Runs; run++)
        {
            var started = TimeProvider.System.GetTimestamp();
            await client.QueryAsync(query);
            if (run >= 0)
                took.Add(TimeProvider.System.GetElapsedTime(started).TotalMilliseconds);
        }

        took.Sort();
        return (took[took.Count / 2], took[took.Count * 95 / 100]);
    }

    private static async Task<long> CountAsync(ApiClient client)
    {
        var data = await client.QueryAsync("{ eventNames { count } }");
        return data.GetProperty("eventNames").EnumerateArray().Sum(name => name.GetProperty("count").GetInt64());
    }
}
