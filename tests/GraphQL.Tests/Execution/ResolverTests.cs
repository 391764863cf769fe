using System.Security.Claims;
using Analytics.GraphQL.Execution;
using Analytics.GraphQL.Tests.Transport;
using Analytics.GraphQL.Transport;
using Analytics.GraphQL.Types.Annotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.GraphQL.Tests.Execution;

public sealed class ResolverTests : IAsyncLifetime
{
    private readonly Calls _calls = new();
    private GraphQLServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await GraphQLServer.StartAsync(
        builder => builder.AddTypes(typeof(CallQueries), typeof(CallMutations))
            .AddHttpRequestInterceptor<TenantInterceptor>()
            .ModifyRequestOptions(options => options.ExecutionTimeout = TimeSpan.FromSeconds(1)),
        host =>
        {
            host.Services.AddSingleton(_calls).AddScoped<Scope>().AddKeyedSingleton("eu", new Region("EU"));
            host.Services.AddAuthorization(options =>
                options.AddPolicy("query", policy => policy.RequireClaim("scope", "query")));
        },
        app => app.Use((context, next) =>
        {
            if (context.Request.Headers.TryGetValue("X-Scope", out var scope))
                context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim("scope", scope!)], "test"));
            return next(context);
        }));

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Parameters_come_from_services_state_and_caller() => Assert.Equal(
        """{"data":{"sources":"acme EU same arg=1 path=sources"}}""", await _server.TextAsync("{ sources(number: 1) }"));

    [Fact]
    public async Task Mutations_run_one_after_the_other_each_to_its_leaves()
    {
        var text = await _server.TextAsync("mutation { a: add(by: 1) { total later } b: add(by: 2) { total later } c: add(by: 3) { total } }");
        Assert.Equal(
            """{"data":{"a":{"total":1,"later":0},"b":{"total":3,"later":0},"c":{"total":6}}}""", text);
    }

    [Fact]
    public async Task Fields_that_wait_are_started_together()
    {
        // Each field waits until all three have been started: one after the other they would never end.
        Assert.Equal("""{"data":{"a":3,"b":3,"c":3}}""", await _server.TextAsync("{ a: meet b: meet c: meet }"));
    }

    [Fact]
    public async Task Caller_who_goes_away_cancels_the_resolver()
    {
        using var caller = new CancellationTokenSource();
        var request = _server.Client.PostAsync(
            "/graphql", new StringContent("""{"query":"{ wait }"}""", null, "application/json"), caller.Token);
        await _calls.Started.Task.WaitAsync(TimeSpan.FromSeconds(5));
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        Assert.True(await _calls.Cancelled.Task.WaitAsync(TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public async Task Operation_that_takes_too_long_is_given_up()
    {
        var answer = await _server.QueryAsync("{ wait }");
        Assert.Equal("TIMEOUT", answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
        Assert.True(await _calls.Cancelled.Task.WaitAsync(TimeSpan.FromSeconds(5)));
    }

    [Theory]
    [InlineData(null, "AUTH_NOT_AUTHENTICATED")]
    [InlineData("collect", "AUTH_NOT_AUTHORIZED")]
    public async Task Field_that_the_caller_may_not_see_is_null_and_its_resolver_does_not_run(string? scope, string code)
    {
        var answer = await AskAsync("{ open secret }", scope);
        Assert.Equal("""{"open":"open","secret":null}""", answer.GetProperty("data").GetRawText());
        Assert.Equal(code, answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
        Assert.Equal(0, _calls.Secrets);
    }

    [Fact]
    public async Task Field_is_answered_to_a_caller_who_meets_its_policy()
    {
        var answer = await AskAsync("{ open secret }", "query");
        Assert.Equal("""{"data":{"open":"open","secret":"42"}}""", answer.GetRawText());
    }

    private async Task<System.Text.Json.JsonElement> AskAsync(string query, string? scope)
    {
        _server.Client.DefaultRequestHeaders.Remove("X-Scope");
        if (scope is not null)
            _server.Client.DefaultRequestHeaders.Add("X-Scope", scope);
        return await _server.QueryAsync(query);
    }

    public sealed class Calls
    {
        private readonly TaskCompletionSource _met = new();
        private int _meeting;

        public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource<bool> Cancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Secrets { get; set; }

        public int Total { get; set; }

        public async Task<int> MeetAsync()
        {
            if (Interlocked.Increment(ref _meeting) == 3)
                _met.SetResult();
            await _met.Task;
            return _meeting;
        }
    }

    public sealed class Scope;

    public sealed record Region(string Name);

    private sealed class TenantInterceptor : IHttpRequestInterceptor
    {
        public ValueTask OnCreateAsync(HttpContext context, OperationRequest request, CancellationToken cancellationToken)
        {
            request.GlobalState["tenant"] = "acme";
            return ValueTask.CompletedTask;
        }
    }
}

public sealed record Sum(int Total)
{
    public async Task<int> GetLaterAsync(ResolverTests.Calls calls)
    {
        await Task.Delay(20);
        return calls.Total - Total;
    }
}

[MutationType]
public static class CallMutations
{
    public static async Task<Sum> AddAsync(int by, ResolverTests.Calls calls, CancellationToken cancellationToken)
    {
        await Task.Delay(10 - by, cancellationToken);
        return new Sum(calls.Total += by);
    }
}

[QueryType]
[Authorize("query")]
public static class CallQueries
{
    [AllowAnonymous]
    public static string GetOpen() => "open";

    public static string? GetSecret(ResolverTests.Calls calls) => $"{41 + ++calls.Secrets}";

    [AllowAnonymous]
    public static string GetSources(
        [GlobalState] string tenant, [Service("eu")] ResolverTests.Region region, ResolverTests.Scope first,
        [Service] ResolverTests.Scope second, int number, IResolverContext context) =>
        $"{tenant} {region.Name} {(ReferenceEquals(first, second) ? "same" : "other")} arg={number} path={string.Join('.', context.Path)}";

    [AllowAnonymous]
    public static Task<int> MeetAsync(ResolverTests.Calls calls) => calls.MeetAsync();

    [AllowAnonymous]
    public static async Task<string?> WaitAsync(ResolverTests.Calls calls, CancellationToken cancellationToken)
    {
        calls.Started.SetResult();
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            calls.Cancelled.SetResult(true);
            throw;
        }
        return null;
    }
}
