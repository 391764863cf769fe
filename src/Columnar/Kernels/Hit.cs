namespace Analytics.Columnar.Kernels;

/// <summary>One event that a question about actors has to look at.</summary>
/// <param name="Time">occurredAt, milliseconds.</param>
/// <param name="Actor">Its code, never 0.</param>
/// <param name="Segment">Index in the snapshot.</param>
/// <param name="Row">In that segment.</param>
/// <param name="Bits">The steps that it matches; 0 when it is looked at for its time only.</param>
/// <param name="Group">The group of its breakdown value.</param>
/// <param name="Session">Hash of the session that the client sent, 0 for none; then its number.</param>
internal record struct Hit(long Time, uint Actor, int Segment, int Row, uint Bits, int Group, ulong Session);
