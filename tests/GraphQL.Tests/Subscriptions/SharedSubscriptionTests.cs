using System.Security.Claims;
using Analytics.GraphQL.Execution;
using Analytics.GraphQL.Types.Annotations;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.GraphQL.Tests.Subscriptions;

public sealed class SharedSubscriptionTests : IAsyncLifetime
{
    private const string Document = "subscription ($times: Int) { view(times: $times) }";

    private readonly Executions _executions = new();
    private readonly ManualClock _clock = new();
    private SubscriptionHost _host = null!;

    public ValueTask InitializeAsync()
    {
        _host = Host(options => options.Audience = request => request.User.FindFirst("role")?.Value);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Answer_is_made_once_for_all_subscribers_of_an_audience_and_its_bytes_are_the_same()
    {
        var streams = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => OpenAsync(Request("analyst"))));
        await PublishAsync("event");
        var bodies = new List<ReadOnlyMemory<byte>>();
        foreach (var (stream, results) in streams)
        {
            Assert.True(await results.MoveNextAsync());
            bodies.Add(results.Current.Body);
            // One reader is done; the others' bytes must not go back to any pool.
            results.Current.Dispose();
        }
        Assert.Equal(1, _executions.Count);
        Assert.All(bodies, body => Assert.True(body.Equals(bodies[0])));
        Assert.Equal("""{"data":{"view":"event seen by analyst 1"}}"""u8.ToArray(), bodies[0].ToArray());
        foreach (var (stream, _) in streams)
            await stream.DisposeAsync();
        Assert.Equal(0, _host.Topics.SubscriberCount);
    }

    [Fact]
    public async Task Nothing_is_shared_unless_the_host_says_with_whom()
    {
        await using var host = Host(null);
        await using var first = await host.SubscribeAsync(Request("analyst", host: host));
        await using var second = await host.SubscribeAsync(Request("admin", host: host));
        await host.Topics.SenderFor(null).SendAsync("views", "event");
        Assert.Contains("analyst", await first.NextAsync(), StringComparison.Ordinal);
        Assert.Contains("admin", await second.NextAsync(), StringComparison.Ordinal);
        Assert.Equal(2, _executions.Count);
    }

    [Fact]
    public async Task Audiences_do_not_see_each_others_answers()
    {
        await using var analyst = await _host.SubscribeAsync(Request("analyst"));
        await using var admin = await _host.SubscribeAsync(Request("admin"));
        await using var nobody = await _host.SubscribeAsync(Request(null));
        await using var nobodyElse = await _host.SubscribeAsync(Request(null));
        await PublishAsync("event");
        Assert.Equal("""{"data":{"view":"event seen by analyst 1"}}""", await analyst.NextAsync());
        Assert.Equal("""{"data":{"view":"event seen by admin 1"}}""", await admin.NextAsync());
        Assert.Equal("""{"data":{"view":"event seen by nobody 1"}}""", await nobody.NextAsync());
        Assert.Equal("""{"data":{"view":"event seen by nobody 1"}}""", await nobodyElse.NextAsync());
        // Those without a key of an audience share with nobody, not even with each other.
        Assert.Equal(4, _executions.Count);
    }

    [Theory]
    [InlineData(Document, 3, "event seen by analyst 3")]
    [InlineData("subscription { view(times: 2) }", null, "event seen by analyst 2")]
    [InlineData("subscription { view }", null, "event seen by analyst 1")]
    public async Task Another_text_or_other_variables_get_their_own_answer(string document, int? times, string expected)
    {
        await using var other = await _host.SubscribeAsync(Request("analyst", 7));
        await using var mine = await _host.SubscribeAsync(_host.Request(
            document, times is null ? null : new { times }, user: User("analyst")));
        await PublishAsync("event");
        Assert.Contains(expected, await mine.NextAsync(), StringComparison.Ordinal);
        Assert.Contains("event seen by analyst 7", await other.NextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Operations_of_one_document_are_told_apart()
    {
        const string Both = "subscription A { view(times: 1) } subscription B { view(times: 2) }";
        await using var a = await _host.SubscribeAsync(Named("A"));
        await using var b = await _host.SubscribeAsync(Named("B"));
        await PublishAsync("event");
        Assert.Contains("analyst 1", await a.NextAsync(), StringComparison.Ordinal);
        Assert.Contains("analyst 2", await b.NextAsync(), StringComparison.Ordinal);

        OperationRequest Named(string name)
        {
            var request = _host.Request(Both, user: User("analyst"));
            return new OperationRequest
            {
                Document = request.Document, OperationName = name, User = request.User, Services = request.Services,
            };
        }
    }

    [Fact]
    public async Task Tenants_do_not_share_whatever_the_audience_says()
    {
        await using var host = Host(options =>
        {
            options.Audience = _ => "everyone";
            options.Partition = request => (string?)request.GlobalState["tenant"];
        });
        await using var acme = await host.SubscribeAsync(host.Request("subscription { view }", tenant: "acme"));
        await using var globex = await host.SubscribeAsync(host.Request("subscription { view }", tenant: "globex"));
        await host.Topics.SenderFor("acme").SendAsync("views", "for acme");
        await host.Topics.SenderFor("globex").SendAsync("views", "for globex");
        Assert.Contains("for acme", await acme.NextAsync(), StringComparison.Ordinal);
        Assert.Contains("for globex", await globex.NextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Caller_who_may_not_subscribe_is_refused_although_others_of_the_audience_are_served()
    {
        await using var host = Host(options => options.Audience = _ => "everyone");
        await using var member = await host.SubscribeAsync(host.Request("subscription { secret }", user: User("admin")));
        Assert.Contains("AUTH_NOT_AUTHENTICATED",
            await host.RefusalAsync(host.Request("subscription { secret }")), StringComparison.Ordinal);
        Assert.Equal(1, host.Topics.SubscriberCount);
    }

    [Fact]
    public async Task First_subscriber_may_leave_and_the_others_go_on()
    {
        var first = await _host.SubscribeAsync(Request("analyst"));
        await using var second = await _host.SubscribeAsync(Request("analyst"));
        await first.DisposeAsync();
        Assert.Null(await first.NextAsync());
        await PublishAsync("event");
        Assert.Contains("event", await second.NextAsync(), StringComparison.Ordinal);
        await using var third = await _host.SubscribeAsync(Request("analyst"));
        Assert.Equal(1, _host.Topics.SubscriberCount);
        await PublishAsync("again");
        Assert.Contains("again", await third.NextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credential_that_ends_ends_its_own_stream_only_and_nothing_is_executed_for_it_any_more()
    {
        var end = _clock.GetUtcNow() + TimeSpan.FromMinutes(1);
        await using var expiring = await _host.SubscribeAsync(_host.Request(
            "subscription { view }", user: User("analyst"), expiresAt: end));
        await using var lasting = await _host.SubscribeAsync(_host.Request("subscription { view }", user: User("analyst")));
        await PublishAsync("unread");
        Assert.Contains("unread", await lasting.NextAsync(), StringComparison.Ordinal);
        _clock.Advance(TimeSpan.FromMinutes(1));
        await PublishAsync("later");
        Assert.Contains("later", await lasting.NextAsync(), StringComparison.Ordinal);
        Assert.Contains("AUTH_NOT_AUTHENTICATED", Assert.Single(await expiring.AllAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Completed_topic_ends_all_who_share()
    {
        await using var first = await _host.SubscribeAsync(Request("analyst"));
        await using var second = await _host.SubscribeAsync(Request("analyst"));
        await _host.Topics.SenderFor(null).CompleteAsync("views");
        Assert.Null(await first.NextAsync());
        Assert.Null(await second.NextAsync());
    }

    private async Task<(ResponseStream Stream, IAsyncEnumerator<ExecutionResult> Results)> OpenAsync(OperationRequest request)
    {
        var stream = (ResponseStream)await _host.Executor.StreamAsync(request, CancellationToken.None);
        return (stream, stream.GetAsyncEnumerator(CancellationToken.None));
    }

    private ValueTask PublishAsync(string text) => _host.Topics.SenderFor(null).SendAsync("views", text);

    private OperationRequest Request(string? role, int? times = null, SubscriptionHost? host = null) =>
        (host ?? _host).Request(Document, times is null ? null : new { times }, user: User(role));

    private SubscriptionHost Host(Action<SubscriptionOptions>? options) => new(
        [typeof(ViewSubscriptions)], options, builder => builder.Services
            .AddSingleton(_executions).AddSingleton<TimeProvider>(_clock).AddAuthorization());

    private static ClaimsPrincipal User(string? role) =>
        new(new ClaimsIdentity(role is null ? [] : [new Claim("role", role)], "test"));

    public sealed class Executions
    {
        private int _count;

        public int Count => _count;

        public void Add() => Interlocked.Increment(ref _count);
    }

    [SubscriptionType]
    public static class ViewSubscriptions
    {
        [Subscribe, Topic("views")]
        public static string GetView([EventMessage] string text, int? times, ClaimsPrincipal user, Executions executions)
        {
            executions.Add();
            return $"{text} seen by {user.FindFirst("role")?.Value ?? "nobody"} {times ?? 1}";
        }

        [Subscribe, Topic("views"), Authorize]
        public static string GetSecret([EventMessage] string text) => text;
    }
}
