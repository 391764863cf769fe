using System.Text.Json;

namespace Analytics.GraphQL.Tests.Transport.Clients;

/// <summary>npm's graphql-ws, the client that most front ends use.</summary>
public sealed class NpmSocketClientTests(TickServer ticks) : IClassFixture<TickServer>
{
    [Fact]
    public async Task Operations_of_all_kinds_run_at_a_time_over_one_socket()
    {
        var answer = await CallAsync("socketRun", new
        {
            url = ticks.Socket,
            operations = new object[]
            {
                new { query = "query ($n: Int!) { next(to: $n) }", variables = new { n = 1 } },
                new { query = "mutation { skip(to: 1) }" },
                new { query = "subscription { count(to: 3) }" },
                new { query = "{ nothing }" },
                new { query = "{ next(to: 1" },
            },
        });
        Assert.Equal(
            """[{"results":[{"data":{"next":2}}]},{"results":[{"data":{"skip":3}}]},"""
            + """{"results":[{"data":{"count":1}},{"data":{"count":2}},{"data":{"count":3}}]},"""
            + """{"results":[],"error":["Cannot query field \"nothing\" on type \"Query\"."]},"""
            + """{"results":[],"error":["Syntax Error: Expected Name, found <EOF>."]}]""",
            answer.GetProperty("outcomes").GetRawText());
        Assert.Equal(1, answer.GetProperty("connections").GetInt32());
    }

    [Fact]
    public async Task Connection_that_is_lost_is_taken_up_again()
    {
        var answer = await CallAsync("socketReconnect", new
        {
            url = ticks.Socket,
            operation = new { query = "subscription { count(to: 2000) }" },
        });
        var results = answer.GetProperty("outcome").GetProperty("results").EnumerateArray()
            .Select(result => result.GetProperty("data").GetProperty("count").GetInt32()).ToList();
        Assert.Equal(2, answer.GetProperty("connections").GetInt32());
        Assert.Equal(Enumerable.Range(1, 2000), results.TakeLast(2000)); // counted anew
        Assert.False(answer.GetProperty("outcome").TryGetProperty("error", out _));
    }

    [Fact]
    public async Task Lazy_client_closes_when_nothing_is_left()
    {
        var close = await CallAsync("socketLazy", new { url = ticks.Socket, operation = new { query = "{ next(to: 1) }" } });
        Assert.Equal("""{"code":1000,"reason":"","wasClean":true}""", close.GetRawText());
    }

    [Fact]
    public async Task Client_that_stops_listening_gets_no_more()
    {
        var answer = await CallAsync("socketUnsubscribe", new
        {
            url = ticks.Socket,
            operation = new { query = "subscription { count(to: 1000000) }" },
            after = 2,
        });
        // Some are on their way when it says so; all of them would be a million.
        Assert.InRange(answer.GetProperty("count").GetInt32(), 2, 100_000);
    }

    [Fact]
    public async Task Pings_are_answered_both_ways()
    {
        await using var server = await TickServer.StartAsync(options =>
            options.Sockets.KeepAliveInterval = TimeSpan.FromMilliseconds(100));
        var url = new UriBuilder(server.Client.BaseAddress!) { Scheme = "ws", Path = "/graphql" }.Uri;
        var answer = await CallAsync("socketKeepAlive", new { url, keepAlive = 250 });
        Assert.True(answer.GetProperty("enough").GetBoolean());
    }

    public static TheoryData<int, string, string[], string[]> Closes => new()
    {
        { 4400, "Invalid message received: The body is not valid JSON, at line 1, byte 1.", [Protocol], ["x"] },
        { 4400, "Invalid message received: The member 'type' is missing.", [Protocol], ["{}"] },
        { 4401, "Unauthorized", [Protocol], [Subscribe] },
        { 4406, "Subprotocol not acceptable", [], [] },
        { 4409, "Subscriber for 1 already exists", [Protocol], [Init, Wait, Subscribe, Subscribe] },
        { 4429, "Too many initialisation requests", [Protocol], [Init, Init] },
    };

    [Theory]
    [MemberData(nameof(Closes))]
    public async Task Every_fault_of_a_client_has_its_close_code(int code, string reason, string[] protocols, string[] messages)
    {
        var close = await CallAsync("socketClose", new { url = ticks.Socket, protocols, messages });
        Assert.Equal((code, reason), (close.GetProperty("code").GetInt32(), close.GetProperty("reason").GetString()));
    }

    private const string Protocol = "graphql-transport-ws";
    private const string Init = """{"type":"connection_init"}""";
    private const string Wait = "wait";
    private const string Subscribe = """{"id":"1","type":"subscribe","payload":{"query":"subscription { tick }"}}""";

    private Task<JsonElement> CallAsync(string command, object input) => ticks.Clients.CallAsync(command, input);
}
