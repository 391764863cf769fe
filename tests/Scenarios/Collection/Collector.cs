using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Analytics.Scenarios.Hosts;
using Analytics.TestKit.Hosts;

namespace Analytics.Scenarios.Collection;

/// <summary>
/// A host without data and a sender of events of the tenant <c>community</c> (UTC, USD). Tests that share it keep apart
/// by the names and the years of their events.
/// </summary>
public sealed class Collector : IAsyncLifetime
{
    private readonly EmptyHost _empty = new();
    private long _position;

    /// <summary>The host.</summary>
    internal HostProcess Host => _empty.Host;

    public ValueTask InitializeAsync() => _empty.InitializeAsync();

    public ValueTask DisposeAsync() => _empty.DisposeAsync();

    /// <summary>Ends the host and starts it again on the same data.</summary>
    internal async Task RestartAsync()
    {
        await _empty.Host.DisposeAsync();
        await _empty.RestartAsync();
    }

    /// <summary>An event in the product's own format, at a minute of a day.</summary>
    internal static JsonObject Event(
        string name, string day, int minute, string? user, params ReadOnlySpan<(string Name, JsonNode? Value)> properties)
    {
        var values = new JsonObject();
        foreach (var (property, value) in properties)
            values[property] = value;
        return new JsonObject
        {
            ["eventType"] = name,
            ["userId"] = user,
            ["timestamp"] = DateTimeOffset.Parse(day, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
                .AddMinutes(minute).ToString("O", CultureInfo.InvariantCulture),
            ["properties"] = values,
        };
    }

    /// <summary>Sends events that all have to be accepted.</summary>
    internal async Task SendAsync(params IEnumerable<JsonObject> events)
    {
        foreach (var batch in events.Chunk(10_000))
        {
            var results = (await SendAsync(new JsonArray([.. batch]).ToJsonString())).GetProperty("results");
            Assert.All(results.EnumerateArray(), one => Assert.Equal("ACCEPTED", one.GetProperty("status").GetString()));
        }
    }

    /// <summary>Sends a body, by default to the product's own address with a server's key.</summary>
    internal async Task<JsonElement> SendAsync(string body, string path = "api/analytics/events")
    {
        using var client = Host.As("community", "admin");
        var (status, answer) = await client.SendAsync(path, body, client.Credential!.ApiKey);
        Assert.True(status == 200, $"{status} {answer}");
        Sees(answer);
        return answer;
    }

    /// <summary>What is asked from now on has seen what the answer acknowledges.</summary>
    internal void Sees(JsonElement answer)
    {
        if (answer.GetProperty("position") is { ValueKind: JsonValueKind.Number } position)
            lock (_empty)
                _position = Math.Max(_position, position.GetInt64());
    }

    /// <summary>Asks with what was sent so far in sight; SEEN stands for that argument.</summary>
    internal async Task<JsonElement> AskAsync(string query)
    {
        using var client = Host.As("community", "viewer");
        return await client.QueryAsync(query.Replace("SEEN", string.Create(CultureInfo.InvariantCulture, $"atLeast: {_position}"), StringComparison.Ordinal));
    }

    /// <summary>A metric's total over the days from one to another, the second not included.</summary>
    internal async Task<decimal?> TotalAsync(string metric, string from, string to, string arguments = "")
    {
        var data = await AskAsync(
            $$"""{ metric(name: "{{metric}}", range: {between: {fromDate: "{{from}}", toDate: "{{to}}"} }, SEEN {{arguments}}) { total } }""");
        var total = data.GetProperty("metric").GetProperty("total");
        return total.ValueKind == JsonValueKind.Null ? null : total.GetDecimal();
    }

    /// <summary>How often an event was collected, whenever it happened.</summary>
    internal async Task<long> CountAsync(string name, string aggregation = "COUNT")
    {
        var data = await AskAsync(
            $$"""{ explore(query: {events: ["{{name}}"], aggregation: {{aggregation}}, range: {between: {fromDate: "1990-01-01", toDate: "2040-01-01"} } }, SEEN) { total } }""");
        return data.GetProperty("explore").GetProperty("total").GetInt64();
    }
}

/// <summary>The tests of what is collected share a host, one after the other.</summary>
[CollectionDefinition(nameof(Collector))]
public sealed class CollectorGroup : ICollectionFixture<Collector>;
