namespace Analytics.Columnar.Operators;

/// <summary>Spreads units of work over threads, each with a state of its own.</summary>
internal static class Workers
{
    /// <summary>Runs every unit once, on the calling thread when one is enough.</summary>
    /// <returns>The states, to be added up.</returns>
    public static async Task<IReadOnlyList<TState>> RunAsync<TState>(
        int units, int threads, Func<TState> create, Action<TState, int> run, CancellationToken cancellationToken)
    {
        var next = -1;
        var count = Math.Clamp(units, 1, threads);
        if (count == 1)
            return [Work()];
        var tasks = new Task<TState>[count];
        for (var i = 0; i < tasks.Length; i++)
            tasks[i] = Task.Run(Work, cancellationToken);
        return await Task.WhenAll(tasks);

        TState Work()
        {
            var state = create();
            for (var unit = Interlocked.Increment(ref next); unit < units; unit = Interlocked.Increment(ref next))
            {
                cancellationToken.ThrowIfCancellationRequested();
                run(state, unit);
            }
            return state;
        }
    }
}
