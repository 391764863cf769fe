using System.Net.Http.Json;
using System.Security.Claims;
using System.Text;
using Analytics.GraphQL.Execution.Idempotency;
using Analytics.GraphQL.Tests.Transport;
using Analytics.GraphQL.Types.Annotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.GraphQL.Tests.Execution;

public sealed class IdempotencyTests : IAsyncLifetime
{
    private readonly Till _till = new();
    private GraphQLServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await GraphQLServer.StartAsync(
        builder => builder.AddTypes(typeof(TillQueries), typeof(TillMutations)).AddIdempotency(),
        host => host.Services.AddSingleton(_till),
        app => app.Use((context, next) =>
        {
            if (context.Request.Headers.TryGetValue("X-User", out var user))
                context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, user!)], "test"));
            return next(context);
        }));

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Same_key_twice_is_one_effect_and_one_answer()
    {
        const string Pay = "mutation { pay(amount: 5) { total number } other: pay(amount: 1) { total } }";
        var first = await AskAsync(Pay, "k1");
        Assert.Equal("""{"data":{"pay":{"total":5,"number":1},"other":{"total":6}}}""", first);
        Assert.Equal(first, await AskAsync(Pay, "k1"));
        Assert.Equal(6, _till.Total);
        Assert.Equal("""{"data":{"pay":{"total":11,"number":3},"other":{"total":12}}}""", await AskAsync(Pay, "k2"));
    }

    [Fact]
    public async Task Without_a_key_every_request_counts()
    {
        await AskAsync("mutation { pay(amount: 5) { total } }");
        await AskAsync("mutation { pay(amount: 5) { total } }");
        Assert.Equal(10, _till.Total);
    }

    [Theory]
    [InlineData("mutation { pay(amount: 6) { total } }")]
    [InlineData("mutation { pay(amount: 5) { total number } }")]
    public async Task Key_of_another_request_is_refused(string other)
    {
        await AskAsync("mutation { pay(amount: 5) { total } }", "k");
        Assert.Contains("\"IDEMPOTENCY_KEY_REUSED\"", await AskAsync(other, "k"), StringComparison.Ordinal);
        Assert.Equal(5, _till.Total);
    }

    [Fact]
    public async Task Keys_of_two_callers_have_nothing_to_do_with_each_other()
    {
        await AskAsync("mutation { pay(amount: 5) { total } }", "k", "ann");
        Assert.Equal("""{"data":{"pay":{"total":10}}}""", await AskAsync("mutation { pay(amount: 5) { total } }", "k", "bob"));
    }

    [Fact]
    public async Task Key_can_be_an_argument_and_be_demanded()
    {
        const string Withdraw = "mutation { withdraw(amount: 2, idempotencyKey: \"w1\") }";
        Assert.Equal("""{"data":{"withdraw":-2}}""", await AskAsync(Withdraw));
        Assert.Equal("""{"data":{"withdraw":-2}}""", await AskAsync(Withdraw, "ignored"));
        Assert.Equal(-2, _till.Total);
        Assert.Contains(
            "\"IDEMPOTENCY_KEY_REQUIRED\"", await AskAsync("mutation { withdraw(amount: 2) }"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mutation_that_failed_can_be_tried_again_under_its_key()
    {
        _till.IsBroken = true;
        Assert.Contains("\"errors\"", await AskAsync("mutation { pay(amount: 5) { total } }", "k"), StringComparison.Ordinal);
        _till.IsBroken = false;
        Assert.Equal("""{"data":{"pay":{"total":5}}}""", await AskAsync("mutation { pay(amount: 5) { total } }", "k"));
    }

    [Fact]
    public async Task Repetition_while_the_first_is_executed_is_told_so()
    {
        _till.Gate = new TaskCompletionSource();
        var first = AskAsync("mutation { pay(amount: 5) { total } }", "k");
        await _till.Entered.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Contains("\"IDEMPOTENCY_IN_PROGRESS\"",
            await AskAsync("mutation { pay(amount: 5) { total } }", "k"), StringComparison.Ordinal);
        _till.Gate.SetResult();
        Assert.Equal("""{"data":{"pay":{"total":5}}}""", await first);
        Assert.Equal(5, _till.Total);
    }

    [Fact]
    public async Task Store_in_memory_forgets_by_age_and_by_number()
    {
        var clock = new Clock();
        var store = new InMemoryIdempotencyStore(new IdempotencyOptions { MaxEntries = 2, Lifetime = TimeSpan.FromHours(1) }, clock);
        foreach (var key in (string[])["a", "b", "c"])
        {
            Assert.Equal(IdempotencyState.Claimed, await StateAsync(store, key));
            await store.CompleteAsync(Entry(key), Encoding.UTF8.GetBytes(key), default);
        }
        Assert.Equal(IdempotencyState.Completed, await StateAsync(store, "b"));
        Assert.Equal(IdempotencyState.Completed, await StateAsync(store, "c"));
        Assert.Equal(IdempotencyState.Claimed, await StateAsync(store, "a"));
        clock.Now += TimeSpan.FromHours(1);
        Assert.Equal(IdempotencyState.Claimed, await StateAsync(store, "c"));
    }

    private static async Task<IdempotencyState> StateAsync(InMemoryIdempotencyStore store, string key) =>
        (await store.ClaimAsync(Entry(key), default)).State;

    private static IdempotencyEntry Entry(string key) => new("", key, "pay", "hash");

    private async Task<string> AskAsync(string query, string? key = null, string? user = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query }) };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        if (user is not null)
            request.Headers.Add("X-User", user);
        using var response = await _server.Client.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }

    public sealed class Till
    {
        public int Total { get; set; }

        public int Payments { get; set; }

        public bool IsBroken { get; set; }

        public TaskCompletionSource? Gate { get; set; }

        public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}

public sealed record Receipt(int Total, int Number);

[QueryType]
public static class TillQueries
{
    public static int GetTotal(IdempotencyTests.Till till) => till.Total;
}

[MutationType]
public static class TillMutations
{
    [Idempotent]
    public static async Task<Receipt> PayAsync(int amount, IdempotencyTests.Till till)
    {
        till.Entered.TrySetResult();
        if (till.Gate is { } gate)
            await gate.Task;
        return till.IsBroken
            ? throw new InvalidOperationException("secret")
            : new Receipt(till.Total += amount, ++till.Payments);
    }

    [Idempotent(Required = true)]
    public static int Withdraw(int amount, IdempotencyTests.Till till, string? idempotencyKey) =>
        till.Total -= amount + (idempotencyKey is null ? 1 : 0);
}
