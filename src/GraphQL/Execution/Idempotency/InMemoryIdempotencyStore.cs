namespace Analytics.GraphQL.Execution.Idempotency;

/// <summary>A store for one process, bounded by time and number.</summary>
/// <param name="options">The bounds.</param>
/// <param name="clock">Tells how old an answer is.</param>
public sealed class InMemoryIdempotencyStore(IdempotencyOptions options, TimeProvider clock) : IIdempotencyStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string, string, string), Slot> _slots = [];
    private readonly Queue<((string, string, string) Name, Slot Slot)> _completed = [];

    /// <inheritdoc/>
    public ValueTask<IdempotencyClaim> ClaimAsync(IdempotencyEntry entry, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Forget();
            if (_slots.TryAdd(NameOf(entry), new Slot(entry.RequestHash)))
                return new(new IdempotencyClaim(IdempotencyState.Claimed));
            var slot = _slots[NameOf(entry)];
            return new(slot.RequestHash != entry.RequestHash ? new IdempotencyClaim(IdempotencyState.Mismatch)
                : slot.Answer is { } answer ? new IdempotencyClaim(IdempotencyState.Completed, answer)
                : new IdempotencyClaim(IdempotencyState.InProgress));
        }
    }

    /// <inheritdoc/>
    public ValueTask CompleteAsync(
        IdempotencyEntry entry, ReadOnlyMemory<byte> answer, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var slot = _slots[NameOf(entry)];
            (slot.Answer, slot.At) = (answer.ToArray(), clock.GetUtcNow());
            _completed.Enqueue((NameOf(entry), slot));
            Forget();
        }
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask ReleaseAsync(IdempotencyEntry entry, CancellationToken cancellationToken)
    {
        lock (_lock)
            _slots.Remove(NameOf(entry));
        return ValueTask.CompletedTask;
    }

    // Answers are queued in the order of their age; what is being executed is bounded by the requests themselves.
    private void Forget()
    {
        var oldest = clock.GetUtcNow() - options.Lifetime;
        while (_completed.TryPeek(out var first) && (_completed.Count > options.MaxEntries || first.Slot.At <= oldest))
            _slots.Remove(_completed.Dequeue().Name);
    }

    private static (string, string, string) NameOf(IdempotencyEntry entry) => (entry.Partition, entry.Key, entry.Field);

    private sealed class Slot(string requestHash)
    {
        public string RequestHash { get; } = requestHash;

        public byte[]? Answer { get; set; }

        public DateTimeOffset At { get; set; }
    }
}
