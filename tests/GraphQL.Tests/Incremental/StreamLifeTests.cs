using System.Runtime.CompilerServices;
using System.Text;
using System.Threading.Channels;
using Analytics.GraphQL.DataLoader;
using Analytics.GraphQL.Execution;
using Analytics.GraphQL.Types.Annotations;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.GraphQL.Tests.Incremental;

/// <summary>When work begins and ends, and what it costs.</summary>
[Collection(Alone.Name)]
public sealed class StreamLifeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private readonly Work _work = new();
    private readonly IncrementalSchema _schema;

    public StreamLifeTests() => _schema = Schema(TimeSpan.FromSeconds(30));

    [Fact]
    public async Task Nothing_deferred_is_begun_before_the_first_answer_was_taken()
    {
        await using var parts = await PartsAsync("{ quick ... @defer { slow: touch } }");
        Assert.True(await parts.MoveNextAsync());
        Assert.Equal(
            """{"data":{"quick":1},"pending":[{"id":"0","path":[]}],"hasNext":true}""", Text(parts.Current));
        Assert.Equal(0, _work.Touched);
        Assert.True(await parts.MoveNextAsync());
        Assert.Equal(
            """{"hasNext":false,"incremental":[{"id":"0","data":{"slow":1}}],"completed":[{"id":"0"}]}""", Text(parts.Current));
        Assert.Equal(1, _work.Touched);
        Assert.False(await parts.MoveNextAsync());
    }

    [Fact]
    public async Task Items_arrive_as_they_are_produced()
    {
        await using var parts = await PartsAsync("{ ticks @stream }");
        Assert.True(await parts.MoveNextAsync());
        for (var tick = 0; tick < 3; tick++)
        {
            var next = parts.MoveNextAsync();
            Assert.False(next.IsCompleted);
            _work.Tick();
            Assert.True(await next);
            Assert.Equal($$"""{"hasNext":true,"incremental":[{"id":"0","items":[{{tick}}]}]}""", Text(parts.Current));
        }
    }

    [Fact]
    public async Task Deferred_parts_are_delivered_in_the_order_in_which_they_become_ready()
    {
        await using var parts = await PartsAsync(
            "{ ... @defer(label: \"late\") { wait } ... @defer(label: \"early\") { quick } }");
        Assert.True(await parts.MoveNextAsync());
        Assert.True(await parts.MoveNextAsync());
        Assert.Contains("\"completed\":[{\"id\":\"1\"}]", Text(parts.Current), StringComparison.Ordinal);
        _work.Release.SetResult();
        Assert.True(await parts.MoveNextAsync());
        Assert.Contains("\"completed\":[{\"id\":\"0\"}]", Text(parts.Current), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Disposal_half_way_ends_lists_and_cancels_resolvers()
    {
        var result = (ResponseStream)await _schema.StreamAsync("{ ticks @stream ... @defer { wait } }");
        var parts = result.GetAsyncEnumerator(Cancellation);
        Assert.True(await parts.MoveNextAsync());
        var next = parts.MoveNextAsync();
        _work.Tick();
        Assert.True(await next);
        await parts.DisposeAsync();
        await result.DisposeAsync();
        Assert.True(_work.TicksEnded);
        await _work.WaitCancelled.Task.WaitAsync(Cancellation);
    }

    [Fact]
    public async Task List_that_nobody_reads_further_is_ended_too()
    {
        var result = await _schema.StreamAsync("{ ticksFromFirst: ticks(ready: 1) @stream(initialCount: 1) }");
        Assert.False(_work.TicksEnded);
        await result.DisposeAsync();
        Assert.True(_work.TicksEnded);
    }

    [Fact]
    public async Task List_that_a_null_takes_away_is_ended_too()
    {
        await using (var result = await _schema.StreamAsync("{ ticks(ready: 1) @stream(initialCount: 1) never }"))
            Assert.Equal("null", System.Text.Json.JsonDocument.Parse(((ExecutionResult)result).Body).RootElement
                .GetProperty("data").GetRawText());
        Assert.True(_work.TicksEnded);
    }

    [Fact]
    public async Task Caller_who_goes_away_ends_everything()
    {
        using var caller = new CancellationTokenSource();
        var result = (ResponseStream)await _schema.StreamAsync(
            "{ ticks @stream ... @defer { wait } }", cancellation: caller.Token);
        await using var parts = result.GetAsyncEnumerator(Cancellation);
        Assert.True(await parts.MoveNextAsync());
        var next = parts.MoveNextAsync();
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
        await result.DisposeAsync();
        Assert.True(_work.TicksEnded);
        await _work.WaitCancelled.Task.WaitAsync(Cancellation);
    }

    [Fact]
    public async Task Deadline_covers_the_whole_and_completes_what_is_pending_with_an_error()
    {
        var schema = Schema(TimeSpan.FromSeconds(0.3));
        await using var result = (ResponseStream)await schema.StreamAsync("{ quick ticks @stream ... @defer { wait } }");
        await using var parts = result.GetAsyncEnumerator(Cancellation);
        Assert.True(await parts.MoveNextAsync());
        Assert.True(await parts.MoveNextAsync());
        var text = Text(parts.Current);
        Assert.StartsWith("""{"hasNext":false,"completed":[{"id":"0","errors":[""", text, StringComparison.Ordinal);
        Assert.Equal(2, parts.Current.Errors.Count(error => error.Code == ErrorCodes.Timeout));
        Assert.False(await parts.MoveNextAsync());
    }

    [Fact]
    public async Task Parts_that_begin_together_share_a_batch()
    {
        await using var parts = await PartsAsync("{ items { ... @defer { loaded } } }");
        while (await parts.MoveNextAsync())
            parts.Current.Dispose();
        Assert.Equal(["1,2,3"], _work.Batches);
    }

    [Fact]
    public async Task Producer_waits_for_a_client_that_is_slow()
    {
        await using var parts = await PartsAsync("{ endless @stream }");
        Assert.True(await parts.MoveNextAsync());
        Assert.True(await parts.MoveNextAsync());
        Assert.InRange(_work.Produced, 100, 201);
        Assert.True(await parts.MoveNextAsync());
        Assert.InRange(_work.Produced, 101, 302);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task Client_that_does_not_understand_parts_gets_the_whole(bool streams, bool allows)
    {
        const string Document = "{ ... @defer { quick } numbers @stream(initialCount: 1) moreNumbers }";
        var request = new OperationRequest
        {
            Document = Encoding.UTF8.GetBytes(Document), Services = _schema.Services, AllowIncremental = allows,
        };
        await using var result = streams
            ? await _schema.Executor.StreamAsync(request, Cancellation)
            : await _schema.Executor.ExecuteAsync(request, Cancellation);
        Assert.Equal("""{"data":{"quick":1,"numbers":[1,2,3],"moreNumbers":[4,5]}}""", Text((ExecutionResult)result));
    }

    private IncrementalSchema Schema(TimeSpan timeout) => new(
        [typeof(WorkQueries)], new RequestOptions { ExecutionTimeout = timeout },
        services => services.AddSingleton(_work).AddScoped<ItemLoader>());

    private async Task<IAsyncEnumerator<ExecutionResult>> PartsAsync(string document) =>
        ((ResponseStream)await _schema.StreamAsync(document)).GetAsyncEnumerator(Cancellation);

    private static string Text(ExecutionResult result) => Encoding.UTF8.GetString(result.Body.Span);

    public sealed class Work
    {
        private readonly Channel<bool> _ticks = Channel.CreateUnbounded<bool>();

        public int Touched { get; set; }

        public int Produced { get; set; }

        public bool TicksEnded { get; set; }

        public List<string> Batches { get; } = [];

        public TaskCompletionSource Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource WaitCancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Tick() => _ticks.Writer.TryWrite(true);

        public ValueTask<bool> NextAsync(CancellationToken cancellationToken) => _ticks.Reader.ReadAsync(cancellationToken);
    }

    public sealed class ItemLoader(IBatchScheduler scheduler, Work work) : BatchDataLoader<int, string>(scheduler)
    {
        protected override async Task<IReadOnlyDictionary<int, string>> LoadBatchAsync(
            IReadOnlyList<int> keys, CancellationToken cancellationToken)
        {
            await Task.Yield();
            work.Batches.Add(string.Join(',', keys));
            return keys.ToDictionary(key => key, key => $"item {key}");
        }
    }

    public sealed record Item(int Id)
    {
        public Task<string?> GetLoadedAsync(ItemLoader loader, CancellationToken cancellationToken) =>
            loader.LoadAsync(Id, cancellationToken);
    }

    [QueryType]
    internal static class WorkQueries
    {
        public static int GetQuick() => 1;

        public static int GetTouch(Work work) => ++work.Touched;

        public static string GetNever() => throw new GraphQLException("never");

        public static Item[] GetItems() => [new(1), new(2), new(3)];

        public static async Task<int> GetWaitAsync(Work work, CancellationToken cancellationToken)
        {
            try
            {
                await work.Release.Task.WaitAsync(cancellationToken);
                return 1;
            }
            catch (OperationCanceledException)
            {
                work.WaitCancelled.SetResult();
                throw;
            }
        }

        public static async IAsyncEnumerable<int> GetTicks(
            Work work, [EnumeratorCancellation] CancellationToken cancellationToken, int ready = 0)
        {
            try
            {
                for (var tick = 0; ; tick++)
                {
                    if (tick >= ready)
                        await work.NextAsync(cancellationToken);
                    yield return tick;
                }
            }
            finally
            {
                work.TicksEnded = true;
            }
        }

        public static IEnumerable<int> GetEndless(Work work)
        {
            while (true)
                yield return work.Produced++;
        }

        public static async IAsyncEnumerable<int> GetNumbers()
        {
            for (var number = 1; number <= 3; number++)
            {
                await Task.Yield();
                yield return number;
            }
        }

        public static Task<IAsyncEnumerable<int>> GetMoreNumbersAsync() =>
            Task.FromResult(AsyncEnumerable.ToAsyncEnumerable([4, 5]));
    }
}
