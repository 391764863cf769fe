namespace Analytics.GraphQL.Subscriptions;

/// <summary>Reads a sequence as a source of events. It ends early by its cancellation token.</summary>
internal sealed class EnumerableReader<T>(
    IAsyncEnumerable<T> sequence, Func<T, SourceItem> convert, IAsyncDisposable? owner,
    CancellationToken cancellationToken) : SourceReader
{
    private readonly IAsyncEnumerator<T> _items = sequence.GetAsyncEnumerator(cancellationToken);

    public override ValueTask<bool> MoveNextAsync() => _items.MoveNextAsync();

    public override bool TryTake(out SourceItem item)
    {
        item = convert(_items.Current);
        return true;
    }

    public override async ValueTask DisposeAsync()
    {
        await _items.DisposeAsync().ConfigureAwait(false);
        if (owner is not null)
            await owner.DisposeAsync().ConfigureAwait(false);
    }
}
