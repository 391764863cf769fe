using System.Globalization;
using System.Runtime.CompilerServices;
using Analytics.GraphQL.Subscriptions;
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

    /// <summary>Counts on from where the client left off; who comes for the first time gets five and has to come again.</summary>
    [Subscribe(With = nameof(StepAsync))]
    public static int OnStep(int to, [EventMessage] int number) => number;

    private static async IAsyncEnumerable<SourceEvent<int>> StepAsync(
        int to, [ResumeFrom] string? cursor, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var from = cursor is null ? 0 : int.Parse(cursor, CultureInfo.InvariantCulture);
        for (var number = from + 1; number <= (cursor is null ? 5 : to); number++)
            yield return new SourceEvent<int>(number, number.ToString(CultureInfo.InvariantCulture));
        if (cursor is null)
            await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    private static async IAsyncEnumerable<int> CountAsync(int to)
    {
        for (var number = 1; number <= to; number++)
        {
            await Task.Yield();
            yield return number;
        }
    }
}
