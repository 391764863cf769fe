namespace Analytics.GraphQL.Execution.Idempotency;

/// <summary>Remembers what mutations answered by the keys under which they were sent.</summary>
public interface IIdempotencyStore
{
    /// <summary>Takes an entry for the caller, or says what became of it. Of several at once only one takes it.</summary>
    ValueTask<IdempotencyClaim> ClaimAsync(IdempotencyEntry entry, CancellationToken cancellationToken);

    /// <summary>Keeps the answer of an entry that was taken.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="answer">The field's value as UTF-8 JSON; valid during the call.</param>
    /// <param name="cancellationToken">Never cancelled with the request: the effect has happened.</param>
    ValueTask CompleteAsync(IdempotencyEntry entry, ReadOnlyMemory<byte> answer, CancellationToken cancellationToken);

    /// <summary>Gives an entry back whose mutation failed, so that it can be tried again.</summary>
    ValueTask ReleaseAsync(IdempotencyEntry entry, CancellationToken cancellationToken);
}
