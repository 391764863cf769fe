using Analytics.GraphQL.DataLoader;
using Analytics.GraphQL.Execution;
using Analytics.GraphQL.Tests.Transport;
using Analytics.GraphQL.Transport;
using Analytics.GraphQL.Types.Annotations;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.GraphQL.Tests.DataLoader;

/// <summary>Data loaders that are asked where no field is resolved.</summary>
public sealed class LoaderOutsideOfExecutionTests
{
    [Fact]
    public async Task Interceptor_can_wait_for_a_loader_and_the_resolvers_get_the_same_value()
    {
        await using var server = await GraphQLServer.StartAsync(builder => builder.AddTypes(typeof(LengthQueries))
            .AddDataLoader<Lengths>().AddHttpRequestInterceptor<LoadingInterceptor>());
        for (var round = 0; round < 50; round++)
            Assert.Equal("""{"data":{"length":5,"known":5}}""", await server.TextAsync("{ length known }"));
    }

    [Fact]
    public async Task Loader_in_a_scope_of_its_own_answers()
    {
        await using var services = new ServiceCollection().AddLogging().AddGraphQLServer()
            .AddTypes(typeof(LengthQueries)).AddDataLoader<Lengths>().Services.BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        var lengths = scope.ServiceProvider.GetRequiredService<Lengths>();
        Assert.Equal([1, 2, 3], await lengths.LoadAsync(["a", "bb", "ccc"], TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
    }

    [QueryType]
    public static class LengthQueries
    {
        public static Task<int> GetLengthAsync(Lengths lengths, CancellationToken cancellationToken) =>
            lengths.LoadAsync("hello", cancellationToken);

        public static int GetKnown([GlobalState("known")] int known) => known;
    }

    public sealed class Lengths(IBatchScheduler scheduler) : BatchDataLoader<string, int>(scheduler)
    {
        protected override async Task<IReadOnlyDictionary<string, int>> LoadBatchAsync(
            IReadOnlyList<string> keys, CancellationToken cancellationToken)
        {
            await Task.Yield();
            return keys.ToDictionary(key => key, key => key.Length);
        }
    }

    private sealed class LoadingInterceptor : IHttpRequestInterceptor
    {
        public async ValueTask OnCreateAsync(
            HttpContext context, OperationRequest request, CancellationToken cancellationToken) =>
            request.GlobalState["known"] = await context.RequestServices.GetRequiredService<Lengths>()
                .LoadAsync("hello", cancellationToken);
    }
}
