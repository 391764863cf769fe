using Analytics.Domain.Tenancy;

namespace Analytics.Columnar.Querying;

/// <summary>The units of one question while threads take them one after the other.</summary>
internal sealed class UnitWork<TState>(QueryRun run, int units, Func<TState> create, Action<TState, int> work) : IUnits
{
    private readonly Lock _gate = new();
    private readonly (bool IsMade, TState State)[] _states = new (bool, TState)[run.Budget.Threads.Count];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _next;
    private int _inside;
    private Exception? _fault;

    public TenantId Tenant => run.Tenant;

    public async Task<IReadOnlyList<TState>> RunAsync()
    {
        using var deadline = new CancellationTokenSource(run.Remaining, run.Budget.Clock);
        await using var late = deadline.Token.Register(() => Stop(run.TooLong()));
        await using var gone = run.CancellationToken.Register(() => Stop(new OperationCanceledException(run.CancellationToken)));
        run.Budget.Threads.Add(this);
        await _ended.Task;
        return [.. _states.Where(state => state.IsMade).Select(state => state.State)];
    }

    public bool RunNext(int thread)
    {
        int unit;
        lock (_gate)
        {
            if (_fault is not null || _next == units)
                return false;
            unit = _next++;
            _inside++;
        }
        try
        {
            if (!_states[thread].IsMade)
                _states[thread] = (true, create());
            work(_states[thread].State, unit);
        }
        catch (Exception fault)
        {
            lock (_gate)
                _fault ??= fault;
        }
        lock (_gate)
        {
            _inside--;
            EndIfOver();
            return _fault is null && _next < units;
        }
    }

    private void Stop(Exception fault)
    {
        lock (_gate)
        {
            _fault ??= fault;
            EndIfOver();
        }
    }

    // A thread that is inside uses its state.
    private void EndIfOver()
    {
        if (_inside > 0 || (_fault is null && _next < units))
            return;
        if (_fault is null)
            _ended.TrySetResult();
        else if (_ended.TrySetException(_fault))
            foreach (var (_, state) in _states)
                (state as IDisposable)?.Dispose();
    }
}
