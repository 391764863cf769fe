namespace Analytics.GraphQL.Subscriptions;

/// <summary>Reads a source of events, whatever their type. For one reader.</summary>
internal abstract class SourceReader : IAsyncDisposable
{
    /// <summary>Waits for the next event; false at the end of the source.</summary>
    public abstract ValueTask<bool> MoveNextAsync();

    /// <summary>The event that there is; false when it has gone since.</summary>
    public abstract bool TryTake(out SourceItem item);

    /// <summary>Ends a wait for the next event, where the source's cancellation token does not.</summary>
    public virtual void Stop()
    {
    }

    /// <summary>Gives up the source; nobody may be waiting for it.</summary>
    public abstract ValueTask DisposeAsync();
}

/// <summary>An event, whatever its type.</summary>
/// <param name="Value">The value; null for a gap.</param>
/// <param name="Cursor">Where to resume; null for nowhere.</param>
/// <param name="IsGap">Whether values may have been missed here.</param>
internal readonly record struct SourceItem(object? Value, string? Cursor, bool IsGap);
