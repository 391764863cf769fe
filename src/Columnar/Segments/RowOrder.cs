namespace Analytics.Columnar.Segments;

/// <summary>The order of one actor's events: occurredAt, then sequence with a missing one last, then event id.</summary>
internal static class RowOrder
{
    /// <summary>Orders two events of one actor and one millisecond.</summary>
    public static int CompareTies(
        long? leftSequence, ReadOnlySpan<byte> leftId, long? rightSequence, ReadOnlySpan<byte> rightId)
    {
        if (leftSequence != rightSequence)
            return leftSequence is null ? 1 : rightSequence is null ? -1 : leftSequence.Value.CompareTo(rightSequence.Value);
        return leftId.SequenceCompareTo(rightId);
    }

    /// <summary>The same of rows of two segments. Reads columns that are cold: call it for ties only.</summary>
    public static int CompareTies(Segment left, int leftRow, Segment right, int rightRow) => CompareTies(
        left.Sequence(leftRow), left.EventIds[leftRow], right.Sequence(rightRow), right.EventIds[rightRow]);
}
