using System.Collections.Concurrent;
using Analytics.GraphQL.Execution.Plans;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Execution.Incremental;

/// <summary>The later items of a list with <c>@stream</c>.</summary>
/// <param name="path">The list.</param>
/// <param name="plan">How it is streamed.</param>
/// <param name="itemType">The type of its items.</param>
/// <param name="items">Stands on the last item that was delivered with the list itself.</param>
/// <param name="firstIndex">The index of the item after that.</param>
internal sealed class ItemStream(
    IReadOnlyList<object> path, StreamPlan plan, IType itemType, IAsyncEnumerator<object?> items, int firstIndex) : IPending
{
    /// <summary>Items that may be ready without having been delivered; producing more waits for the client.</summary>
    public const int MaxReady = 100;

    private int _signalled;
    private volatile bool _isEnded;

    public IReadOnlyList<object> Path => path;

    public string? Label => plan.Label;

    /// <inheritdoc/>
    public int? Id { get; set; }

    public FieldPlan Field => plan.Item;

    public IType ItemType => itemType;

    public IAsyncEnumerator<object?> Items => items;

    public int FirstIndex => firstIndex;

    /// <summary>Completed items that wait for delivery.</summary>
    public ConcurrentQueue<PartResult> Ready { get; } = new();

    /// <summary>Free places among the ready items.</summary>
    public SemaphoreSlim Room { get; } = new(MaxReady);

    /// <summary>Whether no more items will become ready.</summary>
    public bool IsEnded
    {
        get => _isEnded;
        set => _isEnded = value;
    }

    /// <summary>Why it ended early; null when it did not.</summary>
    public IError? Failure { get; set; }

    /// <summary>True for the first who has news until they are looked at.</summary>
    public bool TrySignal() => Interlocked.Exchange(ref _signalled, 1) == 0;

    /// <summary>Says that the news are being looked at.</summary>
    public void ClearSignal() => Interlocked.Exchange(ref _signalled, 0);
}
