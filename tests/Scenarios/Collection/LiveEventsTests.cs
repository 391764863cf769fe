using System.Text.Json;
using Analytics.Scenarios.Hosts;
using Analytics.TestKit.Hosts;

namespace Analytics.Scenarios.Collection;

/// <summary>The log as it grows, heard by callers whose connections break.</summary>
public sealed class LiveEventsTests(EmptyHost empty) : IClassFixture<EmptyHost>
{
    private const string All = "subscription { liveEvents { position name userId properties } }";

    [Fact]
    public async Task An_event_is_heard_soon_after_it_is_accepted()
    {
        using var client = empty.Host.As("retail", "admin");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await using var answers = client
            .SubscribeAsync("""subscription { liveEvents(filter: {name: "wanted"}) { name userId properties } }""",
                cancellationToken: patience.Token)
            .GetAsyncEnumerator(patience.Token);
        var heard = answers.MoveNextAsync().AsTask();

        // Until the subscription stands, what is sent is not for it.
        while (!heard.IsCompleted)
        {
            await SendAsync(client, "other", 1);
            await SendAsync(client, "wanted", 1);
            await Task.WhenAny(heard, Task.Delay(100, patience.Token));
        }

        Assert.True(await heard);
        var received = answers.Current.GetProperty("data").GetProperty("liveEvents");
        Assert.Equal("wanted", received.GetProperty("name").GetString());
        Assert.Equal(1, received.GetProperty("properties").GetProperty("n").GetInt32());
    }

    [Fact]
    public async Task Nobody_misses_or_repeats_an_event_however_often_the_connection_breaks()
    {
        const int Total = 400;
        using var writer = empty.Host.As("community", "admin");
        using var reader = empty.Host.As("community", "viewer");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var writing = Task.Run(async () =>
        {
            for (var sent = 0; sent < Total; sent += 5)
                await SendAsync(writer, "step", 5);
        });

        var heard = new List<long>();
        var cursor = "0";
        var random = new Random(1);
        while (heard.Count < Total)
        {
            // A fault of the writer ends the wait.
            if (writing.IsFaulted)
                await writing;
            var left = random.Next(1, 60);
            await foreach (var answer in reader.SubscribeAsync(All, resumeFrom: cursor, cancellationToken: patience.Token))
            {
                heard.Add(answer.GetProperty("data").GetProperty("liveEvents").GetProperty("position").GetInt64());
                cursor = answer.GetProperty("extensions").GetProperty("cursor").GetString();
                if (--left == 0 || heard.Count == Total)
                    break;
            }
        }

        await writing;
        Assert.Equal(Enumerable.Range(1, Total).Select(position => (long)position), heard);
    }

    [Theory]
    [InlineData("x", "CURSOR_UNKNOWN")]
    [InlineData("-1", "CURSOR_UNKNOWN")]
    [InlineData("9223372036854775807", "POSITION_UNKNOWN")]
    public async Task A_cursor_of_elsewhere_is_refused(string cursor, string code)
    {
        using var client = empty.Host.As("retail", "viewer");

        var answers = new List<JsonElement>();
        await foreach (var answer in client.SubscribeAsync(All, resumeFrom: cursor))
            answers.Add(answer);

        var error = Assert.Single(Assert.Single(answers).GetProperty("errors").EnumerateArray());
        Assert.Equal(code, error.GetProperty("extensions").GetProperty("code").GetString());
    }

    private static async Task SendAsync(ApiClient client, string name, int count)
    {
        var events = JsonSerializer.Serialize(Enumerable.Range(1, count).Select(n => new
        {
            type = "track",
            messageId = Guid.NewGuid(),
            @event = name,
            userId = "u",
            properties = new { n },
        }));
        var (status, body) = await client.SendAsync("v1/batch", $$"""{"batch": {{events}}}""", client.Credential!.WriteKey);
        Assert.True(status == 200, $"{status} {body}");
    }
}
