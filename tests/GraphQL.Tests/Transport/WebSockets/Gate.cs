using Analytics.GraphQL.Types.Annotations;

namespace Analytics.GraphQL.Tests.Transport.WebSockets;

/// <summary>Holds resolvers back until a test lets them go on, and counts who came and who was cancelled.</summary>
public sealed class Gate
{
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _waiting;
    private int _cancelled;

    public int Waiting => Volatile.Read(ref _waiting);

    public int Cancelled => Volatile.Read(ref _cancelled);

    public void Open() => _open.TrySetResult();

    public async Task<string> PassAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _waiting);
        try
        {
            await _open.Task.WaitAsync(cancellationToken);
            return "passed";
        }
        catch (OperationCanceledException)
        {
            Interlocked.Increment(ref _cancelled);
            throw;
        }
    }
}

[QueryType]
public static class GateQueries
{
    /// <summary>Answers when the gate is open.</summary>
    public static Task<string> GetPassAsync(Gate gate, CancellationToken cancellationToken) => gate.PassAsync(cancellationToken);

    /// <summary>Like pass, with clean-up at cancellation that fails.</summary>
    public static async Task<string> GetTrapAsync(Gate gate, CancellationToken cancellationToken)
    {
        await using var trap = cancellationToken.Register(() => throw new InvalidOperationException("sprung"));
        return await gate.PassAsync(cancellationToken);
    }

    /// <summary>Who asks.</summary>
    public static string? GetCaller(System.Security.Claims.ClaimsPrincipal user) => user.Identity?.Name;

    /// <summary>What an interceptor set.</summary>
    public static string? GetState([GlobalState("state")] string? state = null) => state;
}
