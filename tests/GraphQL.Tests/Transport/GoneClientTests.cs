using System.Diagnostics;
using System.Net.Http.Json;
using Analytics.GraphQL.Tests.Transport.WebSockets;
using Analytics.GraphQL.Transport;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.GraphQL.Tests.Transport;

/// <summary>Work for a client that has gone away ends within a second, whatever it was connected by.</summary>
public sealed class GoneClientTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    private GraphQLServer _server = null!;
    private Gate _gate = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await GraphQLServer.StartAsync(
            builder => builder.AddTypes(typeof(GateQueries), typeof(GateSubscriptions)).AddInMemorySubscriptions()
                .ModifyOptions(options => options.EnableDefer = true),
            host => host.Services.AddSingleton<Gate>());
        _gate = _server.Services.GetRequiredService<Gate>();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("application/json", "{ pass }")]
    [InlineData("application/graphql-response+json", "{ caller pass }")]
    [InlineData("text/event-stream", "{ pass }")]
    [InlineData("text/event-stream", "subscription { trapped }")]
    [InlineData("text/event-stream", "{ caller ... @defer { pass } }")]
    [InlineData("multipart/mixed", "{ caller ... @defer { pass } }")]
    public async Task Request_over_http(string accept, string query) => await EndsInTimeAsync(async () =>
    {
        using var leaving = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query }) };
        request.Headers.Add("Accept", accept);
        var asking = AskAsync(request, leaving.Token);
        await UntilAsync(() => _gate.Waiting == _gate.Cancelled + 1);
        var since = Stopwatch.GetTimestamp();
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        return since;
    });

    [Theory]
    [InlineData("{ pass }", false)]
    [InlineData("{ pass }", true)]
    [InlineData("subscription { trapped }", false)]
    [InlineData("subscription { trapped }", true)]
    [InlineData("{ caller ... @defer { pass } }", false)]
    [InlineData("{ caller ... @defer { pass } }", true)]
    public async Task Operation_over_a_socket(string query, bool completes) => await EndsInTimeAsync(async () =>
    {
        var client = await SocketClient.ConnectAsync(_server);
        await client.SubscribeAsync("1", query);
        await UntilAsync(() => _gate.Waiting == _gate.Cancelled + 1);
        var since = Stopwatch.GetTimestamp();
        if (completes)
            await client.SendAsync("""{"type":"complete","id":"1"}""");
        else
            client.Abort();
        return since;
    });

    private async Task AskAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var response = await _server.Client.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await response.Content.ReadAsStringAsync(cancellationToken);
    }

    // The best of three: another test may have all the processors for a while.
    private async Task EndsInTimeAsync(Func<Task<long>> leave)
    {
        var best = TimeSpan.MaxValue;
        for (var attempt = 0; attempt < 3 && best > Limit; attempt++)
        {
            var since = await leave();
            await UntilAsync(() => _gate.Cancelled == attempt + 1);
            best = new[] { best, Stopwatch.GetElapsedTime(since) }.Min();
        }
        Assert.True(best <= Limit, $"The work ended only {best} after its client had gone.");
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var attempt = 0; !condition(); attempt++)
        {
            Assert.True(attempt < 2000, "It did not come about within 20 s.");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }
}
