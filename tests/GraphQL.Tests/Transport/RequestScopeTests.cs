using System.Security.Claims;
using Analytics.GraphQL.Types.Annotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.GraphQL.Tests.Transport;

public sealed class RequestScopeTests : IAsyncLifetime
{
    private GraphQLServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await GraphQLServer.StartAsync(
        builder => builder.AddTypes(typeof(ScopeQueries)),
        host => host.Services.AddScoped<Visit>().AddKeyedSingleton("greeting", "Good morning"),
        app => app.Use((context, next) =>
        {
            context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, "Ada")], "test"));
            return next(context);
        }));

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Services_of_one_request_are_the_same_for_all_its_fields_and_others_for_the_next()
    {
        var first = await _server.QueryAsync("{ a: visit b: visit c: visitLater d: visitLater }");
        var second = await _server.QueryAsync("{ a: visit }");
        var visits = first.GetProperty("data").EnumerateObject().Select(field => field.Value.GetString()).Distinct();
        Assert.NotEqual(Assert.Single(visits), second.GetProperty("data").GetProperty("a").GetString());
    }

    [Fact]
    public async Task Caller_and_keyed_services_are_those_of_the_host() => Assert.Equal(
        """{"data":{"user":"Ada","greeting":"Good morning","missing":true}}""",
        await _server.TextAsync("{ user greeting missing }"));

    [Fact]
    public async Task Services_that_outlive_their_request_are_closed()
    {
        await _server.TextAsync("{ keep }");
        // The answer leaves a moment before the request ends.
        var deadline = DateTime.UtcNow.AddSeconds(30);
        while (!IsClosed(ScopeQueries.Kept!) && DateTime.UtcNow < deadline)
            await Task.Delay(10);
        Assert.True(IsClosed(ScopeQueries.Kept!));
    }

    private static bool IsClosed(IServiceProvider services)
    {
        try
        {
            services.GetService(typeof(Visit));
            return false;
        }
        catch (ObjectDisposedException)
        {
            return true;
        }
    }

    public sealed class Visit
    {
        public string Id { get; } = Guid.NewGuid().ToString();
    }

    [QueryType]
    public static class ScopeQueries
    {
        internal static IServiceProvider? Kept { get; private set; }

        public static string GetVisit(Visit visit) => visit.Id;

        public static async Task<string> GetVisitLaterAsync(IServiceProvider services)
        {
            await Task.Yield();
            return services.GetRequiredService<Visit>().Id;
        }

        public static string? GetUser(ClaimsPrincipal user) => user.Identity?.Name;

        public static string GetGreeting([Service("greeting")] string greeting) => greeting;

        public static bool GetMissing(IServiceProvider services) => services.GetService<RequestScopeTests>() is null;

        public static bool GetKeep(IServiceProvider services) => (Kept = services) is not null;
    }
}
