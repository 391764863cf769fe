namespace Analytics.GraphQL.Execution.Incremental;

/// <summary>The lists of one answer that were begun and are read further later: each is disposed, whatever happens.</summary>
internal sealed class OpenSources
{
    private readonly HashSet<IAsyncEnumerator<object?>> _open = [];
    private bool _isClosed;

    /// <summary>Takes over a list that was begun; false when the answer was given up before its resolver had finished.</summary>
    public bool TryAdd(IAsyncEnumerator<object?> source)
    {
        lock (_open)
            return !_isClosed && _open.Add(source);
    }

    /// <summary>Disposes a list that is read no further. Nobody may be reading it.</summary>
    public ValueTask ReleaseAsync(IAsyncEnumerator<object?> source)
    {
        lock (_open)
            if (!_open.Remove(source))
                return ValueTask.CompletedTask;
        return source.DisposeAsync();
    }

    /// <summary>Disposes all lists, and takes over no more.</summary>
    public async ValueTask CloseAsync()
    {
        IAsyncEnumerator<object?>[] left;
        lock (_open)
        {
            _isClosed = true;
            left = [.. _open];
            _open.Clear();
        }
        foreach (var source in left)
            await source.DisposeAsync().ConfigureAwait(false);
    }
}
