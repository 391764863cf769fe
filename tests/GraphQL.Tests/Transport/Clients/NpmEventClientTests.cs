using System.Text.Json;

namespace Analytics.GraphQL.Tests.Transport.Clients;

/// <summary>npm's graphql-sse, in distinct connections mode.</summary>
public sealed class NpmEventClientTests(TickServer ticks) : IClassFixture<TickServer>
{
    [Fact]
    public async Task Operations_of_all_kinds_are_answered_as_events()
    {
        var answer = await ticks.Clients.CallAsync("eventsRun", new
        {
            url = ticks.Http,
            operations = new object[]
            {
                new { query = "query ($n: Int!) { next(to: $n) }", variables = new { n = 1 } },
                new { query = "mutation { skip(to: 1) }" },
                new { query = "subscription { count(to: 3) }" },
            },
        });
        Assert.Equal(
            """[{"results":[{"data":{"next":2}}]},{"results":[{"data":{"skip":3}}]},"""
            + """{"results":[{"data":{"count":1}},{"data":{"count":2}},{"data":{"count":3}}]}]""",
            JsonSerializer.Serialize(answer));
    }

    [Fact]
    public async Task Refused_operation_is_an_event_with_errors()
    {
        var answer = await ticks.Clients.CallAsync(
            "eventsRun", new { url = ticks.Http, operations = new[] { new { query = "{ nothing }" } } });
        var result = Assert.Single(answer[0].GetProperty("results").EnumerateArray());
        Assert.Equal("Cannot query field \"nothing\" on type \"Query\".",
            result.GetProperty("errors")[0].GetProperty("message").GetString());
        Assert.False(result.TryGetProperty("data", out _));
    }

    [Fact]
    public async Task Client_that_stops_listening_gets_no_more()
    {
        var answer = await ticks.Clients.CallAsync("eventsAbort", new
        {
            url = ticks.Http,
            operation = new { query = "subscription { count(to: 1000000) }" },
            after = 2,
        });
        // Some are on their way when it says so; all of them would be a million.
        Assert.InRange(answer.GetProperty("count").GetInt32(), 2, 100_000);
    }

    [Fact]
    public async Task Connection_that_is_lost_is_taken_up_again()
    {
        var answer = await ticks.Clients.CallAsync("eventsReconnect", new
        {
            url = ticks.Http,
            operation = new { query = "subscription { count(to: 2) }" },
        });
        Assert.Equal("""{"results":[{"data":{"count":1}},{"data":{"count":2}}],"attempts":2}""", JsonSerializer.Serialize(answer));
    }
}
