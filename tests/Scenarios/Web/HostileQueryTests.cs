using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Analytics.Scenarios.Hosts;
using Analytics.TestKit.Hosts;

namespace Analytics.Scenarios.Web;

/// <summary>Arguments that nobody should send: each is refused by a code of its own, at once, and never by INTERNAL.</summary>
public sealed class HostileQueryTests(EmptyHost empty) : IClassFixture<EmptyHost>
{
    private const string Filtered =
        """query($filter: PropertyFilterInput) { explore(query: {events: ["a"], aggregation: COUNT, range: {last: "P1D"}, filter: $filter}) { total } }""";

    [Theory]
    [InlineData("""range: {last: "P1D"}, limit: 0""", "LIMIT_OUT_OF_RANGE")]
    [InlineData("""range: {last: "-P1D"}""", "RANGE_EMPTY")]
    [InlineData("""range: {between: {fromDate: "2026-02-01", toDate: "2026-01-01"}}""", "RANGE_EMPTY")]
    [InlineData("""range: {between: {from: "2026-02-01T00:00:00Z", to: "9999-12-31T23:59:59Z"}}""", "RANGE_OUT_OF_CALENDAR")]
    [InlineData("""range: {between: {fromDate: "1000-01-01", toDate: "9000-12-31"}}, compare: PREVIOUS_PERIOD""", "RANGE_OUT_OF_CALENDAR")]
    [InlineData("""range: {between: {from: "1000-01-01T00:00:00Z", to: "9000-12-31T01:02:03Z"}}, compare: PREVIOUS_PERIOD""", "RANGE_OUT_OF_CALENDAR")]
    [InlineData("""range: {between: {from: "2020-01-01T00:00:00Z", to: "2021-02-20T17:00:00Z"}}, interval: HOUR""", "TOO_MANY_BUCKETS")]
    [InlineData("""range: {last: "P1D"}, timeZone: "Mars/Phobos" """, "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("""range: {last: "P1D"}, filter: {property: "", eq: 1}""", "FILTER_PROPERTY_MISSING")]
    [InlineData("""range: {last: "P1D"}, filter: {property: "a", eq: {}}""", "FILTER_VALUE")]
    [InlineData("""range: {last: "P1D"}, filter: {property: "a", eq: null}""", "FILTER_COMPARISON_MISSING")]
    [InlineData("""range: {last: "P1D"}, filter: {property: "a", gt: 1e400}""", "FILTER_VALUE")]
    [InlineData("""range: {last: "P1D"}, atLeast: 9223372036854775807""", "NOT_YET_VISIBLE")]
    public async Task Bad_argument_of_a_metric_has_its_code(string arguments, string code)
    {
        using var client = Client();
        Assert.Equal(code, await client.CodeOfErrorAsync($$"""{ metric(name: "revenue", {{arguments}}) { total } }"""));
    }

    [Theory]
    [InlineData("""{ explore(query: {events: [], aggregation: COUNT, range: {last: "P1D"}}) { total } }""", "EVENTS_COUNT")]
    [InlineData("""{ events(first: 501) { totalCount } }""", "PAGE_SIZE")]
    [InlineData("""{ events(first: -1) { totalCount } }""", "PAGE_SIZE")]
    [InlineData("""{ events(after: "garbage") { totalCount } }""", "CURSOR_UNKNOWN")]
    [InlineData("""{ events(filter: {name: "a\u0000"}) { totalCount } }""", "TEXT_HAS_NUL")]
    [InlineData("""{ events(filter: {actor: "\u0000"}) { totalCount } }""", "TEXT_HAS_NUL")]
    public async Task Bad_argument_of_a_list_has_its_code(string query, string code)
    {
        using var client = Client();
        Assert.Equal(code, await client.CodeOfErrorAsync(query));
    }

    [Fact]
    public async Task Many_questions_in_one_document_are_refused_for_their_cost()
    {
        using var client = Client();
        var question = """metric(name: "revenue", range: {last: "P30D"}, breakdown: [{property: "country"}]) { total groups { total } }""";
        string Document(int count) => $"{{{string.Concat(Enumerable.Range(0, count).Select(index => $" a{index}: {question}"))}}}";
        Assert.Null(CodeOf(await client.PostAsync(Document(12))));
        Assert.Equal("COST_EXCEEDED", CodeOf(await client.PostAsync(Document(60))));
        Assert.Equal("COST_EXCEEDED", await client.CodeOfErrorAsync(
            """{ metric(name: "revenue", interval: DAY, limit: 1000, range: {last: "P30D"}) { groups { series { value } } } }"""));
    }

    [Theory]
    [InlineData(21, 1, "FUNNEL_STEP_COUNT")]
    [InlineData(2, 0, "FUNNEL_STEP_EVENTS")]
    [InlineData(2, 101, "FUNNEL_STEP_EVENTS")]
    public async Task Funnel_has_limits(int steps, int eventsOfAStep, string code)
    {
        using var client = Client();
        var step = new { events = Enumerable.Range(0, eventsOfAStep).Select(number => $"e{number}") };
        Assert.Equal(code, await client.CodeOfErrorAsync(
            """query($steps: [FunnelStepInput!]!) { funnel(definition: {steps: $steps, range: {last: "P1D"}}) { steps { count } } }""",
            new { steps = Enumerable.Repeat(step, steps) }));
    }

    [Theory]
    [InlineData(30, null)]
    [InlineData(50, "FILTER_TOO_DEEP")]
    [InlineData(150, "FILTER_TOO_DEEP")]
    [InlineData(500, "DOCUMENT_TOO_LARGE")]
    public async Task Filter_may_not_be_deep(int levels, string? code)
    {
        using var client = Client();
        var filter = string.Concat(Enumerable.Repeat("{not: ", levels)) + """{property: "a", eq: 1}""" + new string('}', levels);
        var answer = await client.PostAsync(
            $$$"""{ explore(query: {events: ["a"], aggregation: COUNT, range: {last: "P1D"}, filter: {{{filter}}}}) { total } }""");
        Assert.Equal(code, CodeOf(answer));
    }

    [Fact]
    public async Task Filter_may_not_be_wide()
    {
        using var client = Client();
        Assert.Null(CodeOf(await client.PostAsync(
            Filtered, new { filter = new { property = "a", @in = Enumerable.Range(0, 10_000) } })));
        Assert.Equal("FILTER_TOO_LARGE", await client.CodeOfErrorAsync(
            Filtered, new { filter = new { property = "a", @in = Enumerable.Range(0, 100_000) } }));
        Assert.Equal("FILTER_TOO_LARGE", await client.CodeOfErrorAsync(
            Filtered, new { filter = new { or = Enumerable.Range(0, 1_001).Select(number => new { property = "a", eq = number }) } }));
    }

    [Theory]
    [InlineData("[{\"query\": \"{ __typename }\"}]", "Batches", "BATCHING_NOT_SUPPORTED")]
    [InlineData("{\"query\": 5}", "must be a string")]
    [InlineData("{\"query\": \"{ __typename }\"", "line 1, byte 27")]
    [InlineData("DEEP", "deeper than 64 levels")]
    public async Task Body_that_is_no_request_is_told_why(string body, string message, string code = "BAD_REQUEST")
    {
        using var client = Client();
        using var content = new StringContent(
            body == "DEEP" ? "{\"variables\": {\"a\": " + new string('[', 100) + new string(']', 100) + "}}" : body,
            Encoding.UTF8, "application/json");
        using var response = await client.Http.PostAsync(new Uri("graphql", UriKind.Relative), content);
        var error = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors")[0];
        Assert.Equal(code, error.GetProperty("extensions").GetProperty("code").GetString());
        Assert.Contains(message, error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Change_between_the_smallest_and_the_largest_sum_is_a_figure()
    {
        using var client = Client();
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var (status, body) = await client.SendAsync(
            "v1/batch",
            $$$"""
            {"batch": [
              {"type": "track", "event": "extreme", "timestamp": "{{{today.AddDays(-2):O}}}T10:00:00Z", "properties": {"v": 1e-18}},
              {"type": "track", "event": "extreme", "timestamp": "{{{today.AddDays(-1):O}}}T10:00:00Z", "properties": {"v": 999999999999999999}}]}
            """, client.Credential!.WriteKey);
        Assert.Equal(200, status);
        var data = await client.QueryAsync(
            $$$"""
            { explore(atLeast: {{{body.GetProperty("position")}}}, query: {events: ["extreme"], aggregation: SUM, property: "v", compare: PREVIOUS_PERIOD,
              range: {between: {from: "{{{today.AddDays(-1):O}}}T00:00:00Z", to: "{{{today:O}}}T00:00:00Z"} } }) { total previous change } }
            """);
        var explore = data.GetProperty("explore");
        Assert.Equal(999999999999999999m, explore.GetProperty("total").GetDecimal());
        Assert.Equal(0.000000000000000001m, explore.GetProperty("previous").GetDecimal());
        Assert.Equal(1e36, explore.GetProperty("change").GetDouble(), 1e22);
    }

    private ApiClient Client() => empty.Host.As("retail", "admin");

    private static string? CodeOf(JsonElement answer) => answer.TryGetProperty("errors", out var errors)
        ? errors[0].GetProperty("extensions").GetProperty("code").GetString()
        : null;
}
