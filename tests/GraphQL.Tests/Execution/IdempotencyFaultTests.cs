using System.Security.Claims;
using Analytics.GraphQL.Execution;
using Analytics.GraphQL.Execution.Idempotency;
using Analytics.GraphQL.Transport;
using Analytics.GraphQL.Types;
using Analytics.GraphQL.Types.Annotations;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.GraphQL.Tests.Execution;

/// <summary>Idempotent mutations whose caller may not ask, whose store fails, or that had no effect.</summary>
public sealed class IdempotencyFaultTests
{
    private readonly Ledger _ledger = new();

    [Fact]
    public async Task Answer_of_before_is_not_for_who_may_no_longer_ask()
    {
        await using var services = Services<InMemoryIdempotencyStore>();
        Assert.Equal("""{"data":{"book":1}}""", await AskAsync(services, "mutation { book }"));
        _ledger.IsOpen = false;
        Assert.Contains("\"AUTH_NOT_AUTHORIZED\"", await AskAsync(services, "mutation { book }"), StringComparison.Ordinal);
        _ledger.IsOpen = true;
        Assert.Equal("""{"data":{"book":1}}""", await AskAsync(services, "mutation { book }"));
        Assert.Equal(1, _ledger.Booked);
    }

    [Fact]
    public async Task Mutation_that_says_it_had_no_effect_is_executed_again()
    {
        await using var services = Services<InMemoryIdempotencyStore>();
        _ledger.IsFull = true;
        Assert.Equal("""{"data":{"book":0}}""", await AskAsync(services, "mutation { book }"));
        _ledger.IsFull = false;
        Assert.Equal("""{"data":{"book":1}}""", await AskAsync(services, "mutation { book }"));
        Assert.Equal("""{"data":{"book":1}}""", await AskAsync(services, "mutation { book }"));
    }

    [Fact]
    public async Task Store_that_cannot_claim_is_an_error_of_the_field_and_nothing_is_executed()
    {
        await using var services = Services<NoClaims>();
        var answer = await AskAsync(services, "mutation { book }");
        Assert.Contains("\"path\":[\"book\"]", answer, StringComparison.Ordinal);
        Assert.Contains("\"INTERNAL\"", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("down", answer, StringComparison.Ordinal);
        Assert.Equal(0, _ledger.Booked);
    }

    [Fact]
    public async Task Store_that_cannot_keep_the_answer_does_not_hide_it_and_gives_nothing_back()
    {
        await using var services = Services<NoCompletion>();
        Assert.Equal("""{"data":{"book":1}}""", await AskAsync(services, "mutation { book }"));
        Assert.False(((NoCompletion)services.GetRequiredService<IIdempotencyStore>()).IsReleased);
    }

    private ServiceProvider Services<TStore>() where TStore : class, IIdempotencyStore
    {
        var services = new ServiceCollection().AddLogging();
        services.AddSingleton(_ledger).AddSingleton(TimeProvider.System);
        services.AddSingleton<IFieldAuthorization>(new Gatekeeper(_ledger));
        services.AddGraphQLServer().AddTypes(typeof(LedgerQueries), typeof(LedgerMutations)).AddIdempotency<TStore>();
        return services.BuildServiceProvider();
    }

    private static async Task<string> AskAsync(ServiceProvider services, string query)
    {
        await using var scope = services.CreateAsyncScope();
        var request = OperationRequest.FromText(query, scope.ServiceProvider);
        request.IdempotencyKey = "k";
        using var answer = await services.GetRequiredService<RequestExecutor>().ExecuteAsync(request, default);
        return System.Text.Encoding.UTF8.GetString(answer.Body.Span);
    }

    public sealed class Ledger
    {
        public bool IsOpen { get; set; } = true;

        public bool IsFull { get; set; }

        public int Booked { get; set; }
    }

    private sealed class Gatekeeper(Ledger ledger) : IFieldAuthorization
    {
        public ValueTask<AuthorizationVerdict> AuthorizeAsync(
            ClaimsPrincipal user, AuthorizeRequirement requirement, IResolverContext context, CancellationToken cancellationToken) =>
            new(ledger.IsOpen ? AuthorizationVerdict.Allowed : AuthorizationVerdict.NotAuthorized);
    }

    private sealed class NoClaims : IIdempotencyStore
    {
        public ValueTask<IdempotencyClaim> ClaimAsync(IdempotencyEntry entry, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("down");

        public ValueTask CompleteAsync(
            IdempotencyEntry entry, ReadOnlyMemory<byte> answer, CancellationToken cancellationToken) => default;

        public ValueTask ReleaseAsync(IdempotencyEntry entry, CancellationToken cancellationToken) => default;
    }

    private sealed class NoCompletion : IIdempotencyStore
    {
        public bool IsReleased { get; private set; }

        public ValueTask<IdempotencyClaim> ClaimAsync(IdempotencyEntry entry, CancellationToken cancellationToken) =>
            new(new IdempotencyClaim(IdempotencyState.Claimed));

        public ValueTask CompleteAsync(
            IdempotencyEntry entry, ReadOnlyMemory<byte> answer, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("down");

        public ValueTask ReleaseAsync(IdempotencyEntry entry, CancellationToken cancellationToken)
        {
            IsReleased = true;
            return default;
        }
    }
}

[QueryType]
public static class LedgerQueries
{
    public static int GetBooked(IdempotencyFaultTests.Ledger ledger) => ledger.Booked;
}

[MutationType]
public static class LedgerMutations
{
    [Idempotent, Authorize]
    public static int Book(IdempotencyFaultTests.Ledger ledger, IResolverContext context)
    {
        if (!ledger.IsFull)
            return ++ledger.Booked;
        context.AllowRetry();
        return 0;
    }
}
