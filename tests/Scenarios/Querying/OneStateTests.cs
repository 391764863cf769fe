using System.Globalization;
using System.Text.Json;
using Analytics.Scenarios.Hosts;
using Analytics.TestKit.Hosts;

namespace Analytics.Scenarios.Querying;

/// <summary>A dashboard in one request, over HTTP, while events come in.</summary>
public sealed class OneStateTests(EmptyHost empty) : IClassFixture<EmptyHost>
{
    private const string Range = """range: {last: "P30D"}""";

    private static readonly DateTimeOffset _start = TimeProvider.System.GetUtcNow().AddDays(-3);

    // Every event is another actor's: all of these figures are one number at one position, and differ between two.
    private static readonly string _tiles = $$"""
        count: explore(query: { {{Range}}, events: ["tile"], aggregation: COUNT, interval: DAY }) { total meta { watermark rowsScanned } }
        actors: explore(query: { {{Range}}, events: ["tile"], aggregation: UNIQUE_ACTORS }) { total meta { watermark rowsScanned } actors { totalCount } }
        sum: explore(query: { {{Range}}, events: ["tile"], aggregation: SUM, property: "one" }) { total meta { watermark rowsScanned } }
        byPlan: explore(query: { {{Range}}, events: ["tile"], aggregation: COUNT, breakdown: [{property: "plan"}] }) { total meta { watermark rowsScanned } }
        ratio: formula(query: { {{Range}}, expression: "a / 1", measures: [{ name: "a", measure: { events: ["tile"], aggregation: COUNT } }] }) { total meta { watermark rowsScanned } }
        funnel(definition: { {{Range}}, steps: [{events: ["tile"]}, {events: ["never"]}] }) { steps { count } meta { watermark } }
        retention(query: { {{Range}}, start: {events: ["tile"]}, periods: 2 }) { cohorts { size } meta { watermark } }
        topList(query: { {{Range}}, breakdown: [{property: "plan"}], measures: [{events: ["tile"], aggregation: COUNT}] }) { all { values } meta { watermark } }
        """;

    [Fact]
    public async Task All_tiles_of_a_request_see_one_state_of_the_log_and_its_series_are_one_pass()
    {
        using var admin = empty.Host.As("retail", "admin");
        await SendAsync(admin, 0, 20);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var sending = Task.Run(
            async () =>
            {
                for (var sent = 20; !stop.IsCancellationRequested && sent < 4_000; sent += 10)
                    await SendAsync(admin, sent, 10);
            },
            CancellationToken.None);
        var seen = new HashSet<long>();
        for (var look = 0; look < 15; look++)
        {
            var board = await admin.QueryAsync($"{{ {_tiles} }}");

            Assert.Single(Watermarks(board));
            Assert.Single(Figures(board).Distinct());
            Assert.Single(board.EnumerateObject()
                .Where(tile => tile.Value.GetProperty("meta").TryGetProperty("rowsScanned", out _))
                .Select(tile => tile.Value.GetProperty("meta").GetProperty("rowsScanned").GetInt64())
                .Distinct());
            seen.UnionWith(Watermarks(board));
        }
        await stop.CancelAsync();
        await sending;

        Assert.True(seen.Count > 1, "The log stood still.");
    }

    [Fact]
    public async Task A_tile_that_waits_for_a_write_sees_it_and_what_is_wrong_with_one_is_not_said_of_the_others()
    {
        using var admin = empty.Host.As("community", "admin");
        await SendAsync(admin, 0, 300);
        var position = await SendAsync(admin, 300, 4);
        var answer = await admin.PostAsync(
            $$"""
            {
              large: explore(atLeast: {{position}}, query: { range: {last: "P400D"}, events: ["tile"], aggregation: COUNT, interval: HOUR,
                breakdown: [{property: "number"}], limit: 1000 }) { total }
              fresh: explore(atLeast: {{position}}, query: { {{Range}}, events: ["tile"], aggregation: COUNT }) { total }
              many: explore(atLeast: {{position}}, query: { {{Range}}, events: ["tile"], aggregation: UNIQUE_ACTORS }) { total }
            }
            """);

        var error = Assert.Single(answer.GetProperty("errors").EnumerateArray());
        Assert.Equal("large", error.GetProperty("path")[0].GetString());
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("data").GetProperty("large").ValueKind);
        Assert.Equal("QUERY_TOO_LARGE", error.GetProperty("extensions").GetProperty("code").GetString());
        Assert.Equal((304, 304), (Total(answer.GetProperty("data"), "fresh"), Total(answer.GetProperty("data"), "many")));
    }

    [Fact]
    public async Task Plan_says_what_an_answer_reads_and_whether_it_is_at_hand_until_the_next_event()
    {
        using var admin = empty.Host.As("retail", "admin");
        var position = await SendAsync(admin, 10_000, 30);
        const string query = """{ events: ["tile"], aggregation: UNIQUE_ACTORS, range: {between: {fromDate: "2020-01-01", toDate: "2090-01-01"}}, filter: {property: "plan", eq: "pro"} }""";
        const string explain = $$"""{ explain(question: {explore: {{query}} }) { cached rows milliseconds bytes watermark text last { operation shards columns } state { rows } } }""";
        const string steps = """{ steps: [{events: ["tile"]}, {events: ["never"]}], range: {between: {fromDate: "2020-01-01", toDate: "2090-01-01"}} }""";
        const string funnel = $$"""{ explain(question: {funnel: {{steps}} }) { cached rows } }""";

        var answer = (await admin.QueryAsync($$"""{ explore(atLeast: {{position}}, query: {{query}}) { total meta { rowsScanned watermark } } }""")).GetProperty("explore");
        var plan = (await admin.QueryAsync(explain)).GetProperty("explain");
        var before = (await admin.QueryAsync(funnel)).GetProperty("explain");
        var counted = (await admin.QueryAsync($$"""{ funnel(definition: {{steps}}) { steps { timeFromPrevious { median } } meta { rowsScanned } } }""")).GetProperty("funnel");
        var after = (await admin.QueryAsync(funnel)).GetProperty("explain");

        Assert.True(plan.GetProperty("cached").GetBoolean());
        Assert.Equal(answer.GetProperty("meta").GetProperty("rowsScanned").GetInt64(), plan.GetProperty("rows").GetInt64());
        Assert.Equal(answer.GetProperty("meta").GetProperty("watermark").GetInt64(), plan.GetProperty("watermark").GetInt64());
        Assert.StartsWith("count actors: shards ", plan.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            ["event name", "time", "plan (text)"],
            plan.GetProperty("last").GetProperty("columns").EnumerateArray().Select(column => column.GetString()));
        Assert.Equal((false, true), (before.GetProperty("cached").GetBoolean(), after.GetProperty("cached").GetBoolean()));
        Assert.Equal(counted.GetProperty("meta").GetProperty("rowsScanned").GetInt64(), before.GetProperty("rows").GetInt64());
        position = await SendAsync(admin, 10_030, 1);
        await admin.QueryAsync($$"""{ explore(atLeast: {{position}}, query: { {{Range}}, events: ["tile"], aggregation: COUNT }) { total } }""");
        Assert.False((await admin.QueryAsync(explain)).GetProperty("explain").GetProperty("cached").GetBoolean());
    }

    [Fact]
    public async Task Certificate_holds_for_its_tenant_alone_and_meta_tells_what_was_left_out()
    {
        using var admin = empty.Host.As("retail", "admin");
        using var other = empty.Host.As("community", "admin");
        var position = await SendAsync(admin, 20_000, 12);
        const string query = """{ events: ["tile"], aggregation: UNIQUE_ACTORS, excludeInternal: true, range: {between: {fromDate: "2020-01-01", toDate: "2090-01-01"}} }""";
        var ask = $$"""{ explore(atLeast: {{position}}, query: {{query}}) { total meta { exact cached weekStart certificate excluded { outOfRange bots internal } } } }""";

        var first = (await admin.QueryAsync(ask)).GetProperty("explore").GetProperty("meta");
        var again = (await admin.QueryAsync(ask)).GetProperty("explore").GetProperty("meta");
        await SendAsync(admin, 20_012, 3);
        var certificate = first.GetProperty("certificate").GetString()!;

        Assert.Equal((true, false, true), (first.GetProperty("exact").GetBoolean(), first.GetProperty("cached").GetBoolean(), again.GetProperty("cached").GetBoolean()));
        Assert.Equal("MONDAY", first.GetProperty("weekStart").GetString());
        Assert.Equal("""{"outOfRange":0,"bots":0,"internal":0}""", first.GetProperty("excluded").GetRawText());
        Assert.Equal("VALID", await StatusAsync(admin, certificate));
        Assert.Equal("INVALID", await StatusAsync(other, certificate));
        Assert.Equal("INVALID", await StatusAsync(admin, certificate[..^3] + "AAA"));
    }

    private static async Task<string?> StatusAsync(ApiClient client, string certificate) => (await client.QueryAsync(
        $$"""{ verifyCertificate(certificate: "{{certificate}}") { status watermark } }""")).GetProperty("verifyCertificate").GetProperty("status").GetString();

    private static int Total(JsonElement data, string tile) => data.GetProperty(tile).GetProperty("total").GetInt32();

    private static HashSet<long> Watermarks(JsonElement board) =>
        [.. board.EnumerateObject().Select(tile => tile.Value.GetProperty("meta").GetProperty("watermark").GetInt64())];

    private static IEnumerable<decimal> Figures(JsonElement board) =>
    [
        .. board.EnumerateObject()
            .Where(tile => tile.Value.TryGetProperty("total", out _))
            .Select(tile => tile.Value.GetProperty("total").GetDecimal()),
        board.GetProperty("actors").GetProperty("actors").GetProperty("totalCount").GetDecimal(),
        board.GetProperty("funnel").GetProperty("steps")[0].GetProperty("count").GetDecimal(),
        board.GetProperty("retention").GetProperty("cohorts").EnumerateArray().Sum(cohort => cohort.GetProperty("size").GetDecimal()),
        board.GetProperty("topList").GetProperty("all").GetProperty("values")[0].GetDecimal(),
    ];

    private static async Task<long> SendAsync(ApiClient client, int from, int count)
    {
        var events = Enumerable.Range(from, count).Select(number =>
            $$"""
            {"type":"track","event":"tile","userId":"tile-{{number}}","timestamp":"{{_start.AddSeconds(number).ToString("O", CultureInfo.InvariantCulture)}}",
             "properties":{"one":1,"number":"n{{number}}","plan":"{{(number % 3 == 0 ? "pro" : "free")}}"} }
            """);
        var (status, body) = await client.SendAsync("v1/batch", $$"""{"batch":[{{string.Join(',', events)}}]}""", client.Credential!.WriteKey);
        Assert.True(status == 200, $"{status} {body}");
        return body.GetProperty("position").GetInt64();
    }
}
