namespace Analytics.Domain.Querying;

/// <summary>What an engine read for an answer.</summary>
/// <param name="Watermark">Position up to which the log was seen.</param>
/// <param name="DataThrough">Latest <c>occurredAt</c> that the engine holds; null when it holds nothing.</param>
/// <param name="Engine">The engine's name.</param>
/// <param name="RowsScanned">Events looked at.</param>
public sealed record AnswerMeta(long Watermark, DateTimeOffset? DataThrough, string Engine, long RowsScanned)
{
    /// <summary>Ids that were erased after <see cref="Watermark"/>: their events are missing, though the log had them
    /// then. 0 in an answer as of the newest state.</summary>
    public long ErasedSince { get; init; }

    /// <summary>Whether part of it came from snapshots, for want of raw events.</summary>
    public bool FromSnapshots { get; init; }

    /// <summary>The clock's timestamp when it was computed: an answer that was at hand is older than its question.</summary>
    public long ComputedAt { get; init; }
}
