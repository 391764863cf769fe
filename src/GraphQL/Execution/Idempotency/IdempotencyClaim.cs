namespace Analytics.GraphQL.Execution.Idempotency;

/// <summary>What became of an entry that somebody wanted to take.</summary>
/// <param name="State">What became of it.</param>
/// <param name="Answer">The first answer when it is <see cref="IdempotencyState.Completed"/>.</param>
public readonly record struct IdempotencyClaim(IdempotencyState State, ReadOnlyMemory<byte> Answer = default);

/// <summary>The states of a key.</summary>
public enum IdempotencyState
{
    /// <summary>The caller has it now and must complete or release it.</summary>
    Claimed,

    /// <summary>The same request was answered before.</summary>
    Completed,

    /// <summary>The same request is being executed.</summary>
    InProgress,

    /// <summary>The key belongs to another request.</summary>
    Mismatch,
}
