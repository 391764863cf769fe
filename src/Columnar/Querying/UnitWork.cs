namespace Analytics.Columnar.Querying;

/// <summary>The units of one question while threads take them one after the other.</summary>
internal sealed class UnitWork<TState>(QueryRun run, int units, Func<TState> create, Action<TState, int> work)
{
    // A question that had the thread for so long lets the next one in when one waits: the light ones get through.
    private static readonly TimeSpan _slice = TimeSpan.FromMilliseconds(10);
    private readonly QueryBudget _budget = run.Budget;
    private readonly List<TState> _states = [];
    private int _next = -1;

    public async Task<IReadOnlyList<TState>> RunAsync()
    {
        using var deadline = new CancellationTokenSource(run.Remaining, _budget.Clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(run.CancellationToken, deadline.Token);
        var tasks = new Task[Math.Min(units, _budget.Options.Threads)];
        for (var i = 0; i < tasks.Length; i++)
        {
            var first = i == 0;
            tasks[i] = Task.Run(() => RunThreadAsync(first, stop), CancellationToken.None);
        }
        try
        {
            await Task.WhenAll(tasks);
        }
        catch
        {
            foreach (var state in _states)
                (state as IDisposable)?.Dispose();
            // What ended one thread told the others to stop: their own end says nothing.
            if (tasks.FirstOrDefault(task => task.IsFaulted) is { } failed)
                await failed;
            run.CancellationToken.ThrowIfCancellationRequested();
            throw run.TooLong();
        }
        return _states;
    }

    private async Task RunThreadAsync(bool first, CancellationTokenSource stop)
    {
        await _budget.Turns.EnterAsync(first, stop.Token);
        var entered = true;
        try
        {
            var state = default(TState);
            var since = _budget.Clock.GetTimestamp();
            for (var unit = Next(); unit < units; unit = Next())
            {
                stop.Token.ThrowIfCancellationRequested();
                state ??= Create();
                work(state, unit);
                if (!_budget.Turns.IsContended || _budget.Clock.GetElapsedTime(since) < _slice)
                    continue;
                entered = false;
                _budget.Turns.Leave();
                await _budget.Turns.EnterAsync(first, stop.Token);
                (entered, since) = (true, _budget.Clock.GetTimestamp());
            }
        }
        catch
        {
            await stop.CancelAsync();
            throw;
        }
        finally
        {
            if (entered)
                _budget.Turns.Leave();
        }
    }

    private int Next() => Interlocked.Increment(ref _next);

    private TState Create()
    {
        var state = create();
        lock (_states)
            _states.Add(state);
        return state;
    }
}
