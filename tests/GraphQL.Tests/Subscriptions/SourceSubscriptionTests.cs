using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Analytics.GraphQL.Execution;
using Analytics.GraphQL.Subscriptions;
using Analytics.GraphQL.Types.Annotations;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.GraphQL.Tests.Subscriptions;

public sealed class SourceSubscriptionTests : IAsyncLifetime
{
    private readonly Journal _journal = new();
    private readonly ManualClock _clock = new();
    private SubscriptionHost _host = null!;

    public ValueTask InitializeAsync()
    {
        _host = new SubscriptionHost([typeof(NumberSubscriptions)], null, builder =>
        {
            builder.Services.AddSingleton(_journal).AddScoped<Visit>().AddSingleton<TimeProvider>(_clock).AddAuthorization();
            builder.ModifyRequestOptions(options => options.ExecutionTimeout = TimeSpan.FromMilliseconds(300));
        });
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Method_that_returns_events_is_the_source_and_its_end_ends_the_stream()
    {
        await using var answers = await _host.SubscribeAsync("subscription { numbers(upTo: 2) }");
        Assert.Equal(ResponseStreamKind.Subscription, answers.Kind);
        Assert.Equal(["""{"data":{"numbers":1}}""", """{"data":{"numbers":2}}"""], await answers.AllAsync());
    }

    [Fact]
    public async Task Failing_event_is_an_error_of_its_answer_and_the_stream_goes_on()
    {
        await using var answers = await _host.SubscribeAsync("subscription { odd(upTo: 3) }");
        var all = await answers.AllAsync();
        Assert.Equal(3, all.Count);
        Assert.Equal("""{"data":{"odd":1}}""", all[0]);
        Assert.Equal(
            """{"data":{"odd":null},"errors":[{"message":"2 is even.","locations":[{"line":1,"column":16}],"path":["odd"],"extensions":{"coordinate":"Subscription.odd"}}]}""",
            all[1]);
    }

    [Fact]
    public async Task Source_that_throws_ends_the_stream_with_its_error()
    {
        await using var answers = await _host.SubscribeAsync("subscription { broken }");
        Assert.Equal("""{"data":{"broken":1}}""", await answers.NextAsync());
        Assert.Equal(
            """{"errors":[{"message":"The source broke.","locations":[{"line":1,"column":16}],"path":["broken"],"extensions":{"coordinate":"Subscription.broken"}}]}""",
            await answers.NextAsync());
        Assert.Null(await answers.NextAsync());
        Assert.Contains("broken ended", _journal.Entries);
    }

    [Theory]
    [InlineData("subscription { refused }", "\"No source for you.\"")]
    [InlineData("subscription { unexpected }", "\"Unexpected Execution Error\"")]
    [InlineData("subscription { numbers }", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("subscription ($n: Int!) { numbers(upTo: $n) }", "BAD_USER_INPUT")]
    [InlineData("subscription { secret }", "AUTH_NOT_AUTHENTICATED")]
    [InlineData("subscription { slowToOpen }", "TIMEOUT")]
    public async Task Subscription_that_cannot_start_is_answered_once_without_data(string document, string expected)
    {
        var answer = await _host.RefusalAsync(_host.Request(document));
        Assert.StartsWith("{\"errors\":[", answer, StringComparison.Ordinal);
        Assert.Contains(expected, answer, StringComparison.Ordinal);
        Assert.DoesNotContain("\"data\"", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("secret cause", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Source_takes_services_state_and_arguments_and_lives_in_one_scope_events_each_in_their_own()
    {
        await using var answers = await _host.SubscribeAsync(
            _host.Request("subscription ($n: Int!) { visits(count: $n) }", new { n = 2 }, tenant: "acme"));
        var all = await answers.AllAsync();
        Assert.Equal(2, all.Distinct().Count());
        Assert.All(all, answer => Assert.Contains("acme", answer, StringComparison.Ordinal));
        await answers.DisposeAsync();
        // One scope of the source, one of each event, all given back.
        Assert.Equal(3, _journal.Entries.Count(entry => entry == "visit ended"));
    }

    [Fact]
    public async Task Unsubscribing_cancels_the_source_and_runs_its_finally_blocks()
    {
        var answers = await _host.SubscribeAsync("subscription { endless }");
        Assert.Equal("""{"data":{"endless":1}}""", await answers.NextAsync());
        var next = answers.NextAsync();
        await answers.CloseAsync();
        Assert.Null(await next);
        Assert.Contains("endless ended", _journal.Entries);
        await answers.DisposeAsync();
    }

    [Fact]
    public async Task Closing_before_the_first_event_was_asked_for_gives_up_the_source()
    {
        var answers = await _host.SubscribeAsync("subscription { fromReceiver }");
        Assert.Equal(1, _host.Topics.SubscriberCount);
        await answers.CloseAsync();
        Assert.Equal(0, _host.Topics.SubscriberCount);
        Assert.Null(await answers.NextAsync());
    }

    [Fact]
    public async Task Source_goes_on_after_the_cursor_of_the_request()
    {
        await using var anew = await _host.SubscribeAsync("subscription { history }");
        Assert.Equal("""{"data":{"history":"full"},"extensions":{"cursor":"0"}}""", await anew.NextAsync());
        await using var resumed = await _host.SubscribeAsync(
            _host.Request("subscription { history }", extensions: new { resumeFrom = "1" }));
        Assert.Equal("""{"data":{"history":"2"},"extensions":{"cursor":"2"}}""", await resumed.NextAsync());
    }

    [Fact]
    public async Task Resuming_from_something_that_is_no_text_is_refused() => Assert.Contains("resumeFrom",
        await _host.RefusalAsync(_host.Request("subscription { history }", extensions: new { resumeFrom = 1 })),
        StringComparison.Ordinal);

    [Fact]
    public async Task Gap_of_a_source_is_told_and_the_stream_goes_on()
    {
        await using var answers = await _host.SubscribeAsync("subscription { gap }");
        Assert.Contains("\"EVENTS_MISSED\"", await answers.NextAsync(), StringComparison.Ordinal);
        Assert.Equal("""{"data":{"gap":1}}""", await answers.NextAsync());
    }

    [Fact]
    public async Task Event_that_takes_too_long_is_given_up_and_the_stream_goes_on()
    {
        await using var answers = await _host.SubscribeAsync("subscription { tooSlow(upTo: 2) }");
        Assert.Contains("\"TIMEOUT\"", await answers.NextAsync(), StringComparison.Ordinal);
        Assert.Equal("""{"data":{"tooSlow":2}}""", await answers.NextAsync());
    }

    [Fact]
    public async Task Stream_ends_with_the_credential()
    {
        var request = _host.Request("subscription { endless }", expiresAt: _clock.GetUtcNow() + TimeSpan.FromMinutes(5));
        await using var answers = await _host.SubscribeAsync(request);
        Assert.Equal("""{"data":{"endless":1}}""", await answers.NextAsync());
        var next = answers.NextAsync();
        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Contains("AUTH_NOT_AUTHENTICATED", await next, StringComparison.Ordinal);
        Assert.Null(await answers.NextAsync());
        Assert.Contains("endless ended", _journal.Entries);
    }

    public sealed class Journal
    {
        public ConcurrentQueue<string> Entries { get; } = new();
    }

    public sealed class Visit(Journal journal) : IDisposable
    {
        private static int s_count;

        public int Number { get; } = Interlocked.Increment(ref s_count);

        public void Dispose() => journal.Entries.Enqueue("visit ended");
    }

    [SubscriptionType]
    public static class NumberSubscriptions
    {
        public static async IAsyncEnumerable<int> Numbers(int upTo)
        {
            for (var number = 1; number <= upTo; number++)
            {
                await Task.Yield();
                yield return number;
            }
        }

        [Subscribe(With = nameof(CountAsync))]
        public static int? GetOdd([EventMessage] int number) =>
            number % 2 == 1 ? number : throw new GraphQLException($"{number} is even.");

        [Subscribe(With = nameof(CountAsync))]
        public static async Task<int> TooSlowAsync([EventMessage] int number, CancellationToken cancellationToken)
        {
            if (number == 1)
                await Task.Delay(Timeout.Infinite, cancellationToken);
            return number;
        }

        public static async IAsyncEnumerable<int> Broken(Journal journal)
        {
            try
            {
                await Task.Yield();
                yield return 1;
                throw new GraphQLException("The source broke.");
            }
            finally
            {
                journal.Entries.Enqueue("broken ended");
            }
        }

        public static IAsyncEnumerable<int> Refused() => throw new GraphQLException("No source for you.");

        public static Task<IAsyncEnumerable<int>> UnexpectedAsync() =>
            Task.FromException<IAsyncEnumerable<int>>(new InvalidOperationException("secret cause"));

        [Authorize]
        public static IAsyncEnumerable<int> Secret(Journal journal)
        {
            journal.Entries.Enqueue("secret opened");
            return Numbers(1);
        }

        public static async ValueTask<IAsyncEnumerable<int>> SlowToOpenAsync(CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return Numbers(1);
        }

        [Subscribe(With = nameof(VisitsOf))]
        public static string GetVisits([EventMessage] string text, Visit visit) => $"{text} {visit.Number}";

        public static async IAsyncEnumerable<int> Endless(
            Journal journal, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            try
            {
                yield return 1;
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
            finally
            {
                journal.Entries.Enqueue("endless ended");
            }
        }

        public static ValueTask<ISourceStream<int>> FromReceiverAsync(
            ITopicEventReceiver receiver, CancellationToken cancellationToken) =>
            receiver.SubscribeAsync<int>("numbers", cancellationToken);

        [Subscribe(With = nameof(ReadHistory))]
        public static string GetHistory([EventMessage] string entry) => entry;

        public static async IAsyncEnumerable<SourceEvent<int>> Gap()
        {
            await Task.Yield();
            yield return SourceEvent<int>.Gap;
            yield return new SourceEvent<int>(1);
        }

        private static IAsyncEnumerable<int> CountAsync(int upTo) => Numbers(upTo);

        private static async IAsyncEnumerable<string> VisitsOf(int count, Visit visit, [GlobalState] string tenant)
        {
            for (var number = 1; number <= count; number++)
            {
                await Task.Yield();
                yield return $"{tenant} {visit.Number}";
            }
        }

        private static async IAsyncEnumerable<SourceEvent<string>> ReadHistory([ResumeFrom] string? cursor)
        {
            await Task.Yield();
            if (cursor is null)
                yield return new("full", "0");
            for (var entry = int.Parse(cursor ?? "0", null) + 1; entry < 3; entry++)
                yield return new($"{entry}", $"{entry}");
        }
    }
}
