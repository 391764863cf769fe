using System.Collections;

namespace Analytics.GraphQL.Execution.Incremental;

/// <summary>A list of which the first items were read.</summary>
/// <param name="Initial">Those items.</param>
/// <param name="Rest">Stands on the last of them; null when there are no more for certain.</param>
internal sealed record StreamedItems(IReadOnlyList<object?> Initial, IAsyncEnumerator<object?>? Rest)
{
    /// <summary>Reads the first items of a list that is there.</summary>
    public static StreamedItems Read(IEnumerable items, int count, OpenSources sources)
    {
        var source = items.GetEnumerator();
        var isKept = false;
        try
        {
            var initial = new List<object?>();
            while (initial.Count < count)
                if (source.MoveNext())
                    initial.Add(source.Current);
                else
                    return new StreamedItems(initial, null);
            var rest = new PresentItems(source);
            isKept = sources.TryAdd(rest);
            return new StreamedItems(initial, rest);
        }
        finally
        {
            if (!isKept)
                (source as IDisposable)?.Dispose();
        }
    }

    /// <summary>Reads the first items of a list that comes bit by bit.</summary>
    public static async ValueTask<StreamedItems> ReadAsync(
        IAsyncEnumerable<object?> items, int count, OpenSources sources, CancellationToken cancellationToken)
    {
        var source = items.GetAsyncEnumerator(cancellationToken);
        var isKept = false;
        try
        {
            var initial = new List<object?>();
            while (initial.Count < count)
                if (await source.MoveNextAsync().ConfigureAwait(false))
                    initial.Add(source.Current);
                else
                    return new StreamedItems(initial, null);
            isKept = sources.TryAdd(source);
            return new StreamedItems(initial, source);
        }
        finally
        {
            if (!isKept)
                await source.DisposeAsync().ConfigureAwait(false);
        }
    }

    private sealed class PresentItems(IEnumerator items) : IAsyncEnumerator<object?>
    {
        public object? Current => items.Current;

        public ValueTask<bool> MoveNextAsync() => new(items.MoveNext());

        public ValueTask DisposeAsync()
        {
            (items as IDisposable)?.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
