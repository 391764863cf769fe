using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Analytics.TestKit.Hosts;

namespace Analytics.Scenarios.Collection;

/// <summary>Sends one request after the other, each of them again until it is acknowledged, unless it gives up.</summary>
internal sealed class SoakClient
{
    /// <summary>Longer than any pause of a busy machine: an answer that takes so long is none.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private const int BatchSize = 20;

    private readonly SoakSupervisor _supervisor;
    private readonly Func<int, IReadOnlyList<SoakRequest>> _requests;

    private ApiClient? _client;

    private SoakClient(
        SoakSupervisor supervisor, int number, Func<SoakClient, int, IReadOnlyList<SoakRequest>> requests)
    {
        (_supervisor, EventName) = (supervisor, string.Create(CultureInfo.InvariantCulture, $"soak_{number}"));
        _requests = round => requests(this, round);
    }

    /// <summary>Whether it goes on with what comes next when it had no answer.</summary>
    public bool GivesUp { get; init; }

    /// <summary>What its events are called.</summary>
    public string EventName { get; }

    /// <summary>Ids of events that the host has answered 200 for.</summary>
    public List<string> Acknowledged { get; } = [];

    /// <summary>Ids of events of requests that it gave up: in the log, or not.</summary>
    public List<string> Unacknowledged { get; } = [];

    /// <summary>The highest position that it was given.</summary>
    public long Position { get; private set; }

    /// <summary>How many persons its events are of; null where it does not count them.</summary>
    public int? Persons { get; private set; }

    public static SoakClient SegmentBatches(SoakSupervisor supervisor, int number, bool givesUp = false) => new(
        supervisor, number, (self, round) =>
        {
            var ids = self.Ids(round, BatchSize);
            var events = ids.Select(id => self.Track(id, $"\"userId\": \"u{round % 50}\""));
            return [new("v1/batch", $$"""{"batch": [{{string.Join(',', events)}}]}""", ids)];
        })
    {
        GivesUp = givesUp,
    };

    public static SoakClient SingleEvents(SoakSupervisor supervisor, int number) => new(
        supervisor, number, (self, round) =>
        {
            var ids = self.Ids(round, 1);
            return [new("v1/track", self.Track(ids[0], $"\"anonymousId\": \"a{round % 50}\""), ids)];
        });

    public static SoakClient OwnFormat(SoakSupervisor supervisor, int number) => new(
        supervisor, number, (self, round) =>
        {
            var ids = self.Ids(round, BatchSize);
            var events = ids.Select(id =>
                $$$"""{"id": "{{{id}}}", "eventType": "{{{self.EventName}}}", "userId": "u{{{round % 50}}}", "properties": {"mid": "{{{id}}}", "kind": "own"}}""");
            return [new("api/analytics/events", $"[{string.Join(',', events)}]", ids)];
        });

    /// <summary>A visitor who then signs in: what he did before and after is one person's.</summary>
    public static SoakClient SignIns(SoakSupervisor supervisor, int number) => new(
        supervisor, number, (self, round) =>
        {
            var ids = self.Ids(round, 2);
            var (visitor, user) = ($"visitor-{round}", $"user-{round}");
            self.Persons = round + 1;
            return
            [
                new("v1/track", self.Track(ids[0], $"\"anonymousId\": \"{visitor}\""), [ids[0]]),
                new("v1/identify", $$"""{"messageId": "identify-{{round}}", "userId": "{{user}}", "anonymousId": "{{visitor}}"}""", []),
                new("v1/track", self.Track(ids[1], $"\"userId\": \"{user}\""), [ids[1]]),
            ];
        });

    /// <summary>Ends once the round is over in which the end was called.</summary>
    public async Task SendUntilAsync(CancellationToken end)
    {
        for (var round = 0; !end.IsCancellationRequested; round++)
            foreach (var request in _requests(round))
            {
                bool isAcknowledged;
                while (!(isAcknowledged = await IsAcknowledgedAsync(request)) && !GivesUp)
                    await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, CancellationToken.None);
                (isAcknowledged ? Acknowledged : Unacknowledged).AddRange(request.EventIds);
                await Task.Delay(TimeSpan.FromMilliseconds(isAcknowledged ? 5 : 50), TimeProvider.System, CancellationToken.None);
            }

        _client?.Dispose();
    }

    private List<string> Ids(int round, int count) =>
        [.. Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"{EventName}-{round}-{i}"))];

    private string Track(string id, string actor) =>
        $$$"""{"type": "track", "messageId": "{{{id}}}", "event": "{{{EventName}}}", {{{actor}}}, "properties": {"mid": "{{{id}}}", "kind": "segment"}}""";

    private async Task<bool> IsAcknowledgedAsync(SoakRequest request)
    {
        try
        {
            var client = Client();
            using var message = new HttpRequestMessage(HttpMethod.Post, request.Path)
            {
                Content = new StringContent(request.Body, Encoding.UTF8, "application/json"),
            };
            message.Headers.Authorization = new AuthenticationHeaderValue(
                "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{client.Credential!.WriteKey}:")));
            using var response = await client.Http.SendAsync(message);
            var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
            if (response.StatusCode != HttpStatusCode.OK)
            {
                MustSayWhenToComeBack(response, answer);
                return false;
            }

            foreach (var verdict in answer.GetProperty("results").EnumerateArray())
                Assert.True(verdict.GetProperty("status").GetString() is "ACCEPTED" or "DUPLICATE", $"{answer}");
            Position = Math.Max(Position, answer.GetProperty("position").GetInt64());
            return true;
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or JsonException)
        {
            return false;   // the host is down
        }
    }

    // Whatever is not taken is to be sent again, and says so: nothing here is the sender's fault.
    private static void MustSayWhenToComeBack(HttpResponseMessage response, JsonElement answer)
    {
        Assert.True(
            response.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests,
            $"{response.StatusCode} {answer}");
        Assert.True(response.Headers.RetryAfter?.Delta > TimeSpan.Zero, $"No Retry-After: {answer}");
        var code = answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString();
        Assert.Contains(code, (string[])["DATABASE_UNAVAILABLE", "COLLECTION_BUSY", "SHUTTING_DOWN"]);
    }

    private ApiClient Client()
    {
        var host = _supervisor.Host;
        if (_client?.Http.BaseAddress == host.Address)
            return _client;
        _client?.Dispose();
        _client = host.As("retail", "admin");
        _client.Http.Timeout = Patience;
        return _client;
    }

    private sealed record SoakRequest(string Path, string Body, IReadOnlyList<string> EventIds);
}
