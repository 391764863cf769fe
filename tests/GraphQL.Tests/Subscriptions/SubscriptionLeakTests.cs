using System.Runtime.CompilerServices;
using Analytics.GraphQL.Execution;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.GraphQL.Tests.Subscriptions;

public sealed class SubscriptionLeakTests
{
    private const int Count = 10_000;

    [Theory]
    [InlineData("subscription { shared }", true)]
    [InlineData("subscription { shared }", false)]
    [InlineData("subscription { own }", false)]
    public async Task Ten_thousand_subscriptions_that_are_dropped_leave_nothing_behind(string document, bool share)
    {
        await using var host = new SubscriptionHost(
            [typeof(DropSubscriptions)], options => options.Audience = _ => share ? "everyone" : null);
        using var caller = new CancellationTokenSource();
        await OpenAndDropAsync(host, document, 100, caller.Token);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var seen = await OpenAndDropAsync(host, document, Count, caller.Token);
        Assert.Equal(0, host.Topics.SubscriberCount);
        Assert.Equal(0, host.Topics.TopicCount);
        Assert.True(await BecomesAsync(() => !seen.Any(weak => weak.IsAlive)));
        // Other tests run beside this one; a leaked subscription would weigh at least 500 bytes.
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 40_000_000);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<List<WeakReference>> OpenAndDropAsync(
        SubscriptionHost host, string document, int count, CancellationToken cancellationToken)
    {
        var request = host.Request(document);
        var streams = new List<(ResponseStream Stream, Task<bool> Waiting)>();
        for (var index = 0; index < count; index++)
        {
            var stream = (ResponseStream)await host.Executor.StreamAsync(request, cancellationToken);
            // A third is dropped while it waits, the others before or after they began to.
            var results = stream.GetAsyncEnumerator(cancellationToken);
            streams.Add((stream, index % 3 == 0 ? Task.FromResult(false) : results.MoveNextAsync().AsTask()));
        }
        await host.Topics.SenderFor(null).SendAsync("drops", 1, cancellationToken);
        await Task.WhenAll(streams.Select(async each =>
        {
            await each.Stream.DisposeAsync();
            await each.Waiting;
        }));
        return [.. streams.Select(each => new WeakReference(each.Stream))];
    }

    private static async Task<bool> BecomesAsync(Func<bool> condition)
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            GC.Collect();
            if (condition())
                return true;
            await Task.Delay(20);
        }
        return false;
    }

    [SubscriptionType]
    public static class DropSubscriptions
    {
        [Subscribe, Topic("drops")]
        public static int GetShared([EventMessage] int drop) => drop;

        public static async IAsyncEnumerable<int> Own([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            yield return 1;
        }
    }
}
