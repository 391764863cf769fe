using Analytics.GraphQL.Subscriptions;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.BenchmarkServer;

/// <summary>What the engine's server sends when something happens.</summary>
[SubscriptionType]
public static class Subscriptions
{
    private static int _number;

    /// <summary>Every tick.</summary>
    [Subscribe]
    [Topic(nameof(Tick))]
    public static Tick OnTick([EventMessage] Tick tick) => tick;

    /// <summary>Sends a tick to everyone.</summary>
    internal static ValueTask PublishAsync(ITopicEventSender sender) => sender.SendAsync(
        nameof(Tick), new Tick(Interlocked.Increment(ref _number), MetricData.Revenue.Series[0].At, 1234.57m));
}

/// <summary>Something that happens.</summary>
public sealed record Tick(int Number, DateTimeOffset At, decimal? Value);
