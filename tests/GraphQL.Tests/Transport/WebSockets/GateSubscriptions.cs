using System.Runtime.CompilerServices;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.GraphQL.Tests.Transport.WebSockets;

[SubscriptionType]
public static class GateSubscriptions
{
    /// <summary>Comes when the gate is open, with clean-up at cancellation that fails.</summary>
    [Subscribe(With = nameof(TrapAsync))]
    public static string OnTrapped([EventMessage] string passed) => passed;

    private static async IAsyncEnumerable<string> TrapAsync(
        Gate gate, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var trap = cancellationToken.Register(() => throw new InvalidOperationException("sprung"));
        yield return await gate.PassAsync(cancellationToken);
    }
}
