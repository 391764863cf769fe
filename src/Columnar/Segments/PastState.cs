namespace Analytics.Columnar.Segments;

/// <summary>What a snapshot of an earlier position knows beside its segments, which may reach further.</summary>
/// <param name="Position">As of which it is.</param>
/// <param name="DataThrough">Latest occurredAt then, milliseconds; null when there was no event.</param>
/// <param name="LastErasure">Position of the last entry that erased an id; 0 when there is none.</param>
/// <param name="ErasedSince">Ids erased after the position.</param>
internal sealed record PastState(long Position, long? DataThrough, long LastErasure, long ErasedSince);
