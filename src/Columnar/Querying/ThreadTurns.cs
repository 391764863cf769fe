namespace Analytics.Columnar.Querying;

/// <summary>
/// Turns of all questions on the threads that they share, so that twenty heavy ones together take no more cores than
/// one. First come, first served; but a question's first thread goes before any question's further ones.
/// </summary>
internal sealed class ThreadTurns(int threads)
{
    private readonly Lock _gate = new();
    private readonly Queue<TaskCompletionSource> _first = new();
    private readonly Queue<TaskCompletionSource> _further = new();
    private int _free = threads;
    private volatile int _waiting;

    /// <summary>Whether somebody waits for a turn: those who had a while should give theirs up between shards.</summary>
    public bool IsContended => _waiting > 0;

    /// <summary>Waits for a turn; <see cref="Leave"/> ends it.</summary>
    /// <param name="first">Whether it is the only thread of its question so far.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async ValueTask EnterAsync(bool first, CancellationToken cancellationToken)
    {
        TaskCompletionSource turn;
        lock (_gate)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_free > 0)
            {
                _free--;
                return;
            }
            turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            (first ? _first : _further).Enqueue(turn);
            _waiting++;
        }
        await using var registration = cancellationToken.Register(() => turn.TrySetCanceled(cancellationToken));
        await turn.Task;
    }

    public void Leave()
    {
        lock (_gate)
        {
            while (_first.TryDequeue(out var turn) || _further.TryDequeue(out turn))
            {
                _waiting--;
                if (turn.TrySetResult())
                    return;
            }
            _free++;
        }
    }
}
