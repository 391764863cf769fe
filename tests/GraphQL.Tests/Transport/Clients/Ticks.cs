using Analytics.GraphQL.Types.Annotations;

namespace Analytics.GraphQL.Tests.Transport.Clients;

[QueryType]
public static class TickQueries
{
    /// <summary>Adds one.</summary>
    public static int GetNext(int to) => to + 1;
}

[MutationType]
public static class TickMutations
{
    /// <summary>Adds two.</summary>
    public static int Skip(int to) => to + 2;
}

[SubscriptionType]
public static class TickSubscriptions
{
    /// <summary>What is sent to the topic.</summary>
    [Subscribe]
    [Topic("ticks")]
    public static string OnTick([EventMessage] string tick) => tick;

    /// <summary>Counts from one.</summary>
    [Subscribe(With = nameof(CountAsync))]
    public static int OnCount(int to, [EventMessage] int number) => number;

    private static async IAsyncEnumerable<int> CountAsync(int to)
    {
        for (var number = 1; number <= to; number++)
        {
            await Task.Yield();
            yield return number;
        }
    }
}
