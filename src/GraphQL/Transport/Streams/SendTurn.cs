using System.Diagnostics.CodeAnalysis;

namespace Analytics.GraphQL.Transport.Streams;

/// <summary>
/// Lets one message at a time onto a connection, in the order of asking, and knows how much waits and for how long.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle is never asked for holds nothing.")]
internal sealed class SendTurn(TimeProvider clock, long maxWaitingBytes)
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private long _waiting;
    private long _since;

    /// <summary>Waits for the turn.</summary>
    /// <param name="bytes">Bytes of the message that waits.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>False when the connection has more bytes waiting than it may; the turn is not taken then.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async ValueTask<bool> EnterAsync(int bytes, CancellationToken cancellationToken)
    {
        // A message that is alone may be of any size.
        if (Interlocked.Add(ref _waiting, bytes) is var waiting && waiting > maxWaitingBytes && waiting > bytes)
        {
            Interlocked.Add(ref _waiting, -bytes);
            return false;
        }
        try
        {
            await _gate.WaitAsync(cancellationToken);
        }
        catch
        {
            Interlocked.Add(ref _waiting, -bytes);
            throw;
        }
        Volatile.Write(ref _since, clock.GetTimestamp());
        return true;
    }

    /// <summary>Takes the turn if nobody has it.</summary>
    public bool TryEnter()
    {
        if (!_gate.Wait(0))
            return false;
        Volatile.Write(ref _since, clock.GetTimestamp());
        return true;
    }

    /// <summary>Gives the turn to the next.</summary>
    /// <param name="bytes">What was given when the turn was asked for.</param>
    public void Leave(int bytes)
    {
        Volatile.Write(ref _since, 0);
        Interlocked.Add(ref _waiting, -bytes);
        _gate.Release();
    }

    /// <summary>Whether the message that has the turn is being sent for longer than the timeout.</summary>
    public bool IsLate(TimeSpan timeout) =>
        Volatile.Read(ref _since) is var since and not 0 && clock.GetElapsedTime(since) > timeout;
}
