namespace Analytics.Columnar.Segments;

/// <summary>Rows of one segment from the first to before the second.</summary>
internal readonly record struct RowRange(int From, int To)
{
    public int Count => To - From;
}

/// <summary>Rows of one actor that follow each other in a segment and now belong elsewhere.</summary>
/// <param name="IsBot">Among bot rows or among people's.</param>
/// <param name="Actor">Whose they are now.</param>
/// <param name="Segment">Index in the snapshot.</param>
/// <param name="From">First row.</param>
/// <param name="To">Row after the last.</param>
internal readonly record struct MovedRun(bool IsBot, uint Actor, int Segment, int From, int To);

/// <summary>
/// What log entries about identity, bots and erasure changed since a snapshot's segments were arranged. Compaction
/// folds it in; where it is empty it costs nothing.
/// </summary>
internal sealed class Overlay
{
    private readonly RowRange[][] _excluded;
    private readonly MovedRun[] _moved;
    private readonly int _people;

    /// <param name="excluded">By segment: the rows that are not where the segment has them, ascending and apart.
    /// Erased rows and those that moved.</param>
    /// <param name="moved">Where the moved ones are: people's first, then bots'; by actor, then by segment and row.</param>
    public Overlay(RowRange[][] excluded, MovedRun[] moved)
    {
        (_excluded, _moved) = (excluded, moved);
        while (_people < moved.Length && !moved[_people].IsBot)
            _people++;
    }

    public static Overlay None { get; } = new([], []);

    public bool IsEmpty => _moved.Length == 0 && Array.TrueForAll(_excluded, static rows => rows.Length == 0);

    public ReadOnlySpan<RowRange> Excluded(int segment) => segment < _excluded.Length ? _excluded[segment] : [];

    /// <summary>How many of a segment's rows from one to before another are where the segment has them.</summary>
    public long Left(int segment, int from, int to)
    {
        long left = to - from;
        foreach (var rows in Excluded(segment))
            left -= Math.Max(0, Math.Min(to, rows.To) - Math.Max(from, rows.From));
        return left;
    }

    /// <summary>Ascending by actor.</summary>
    public ReadOnlySpan<MovedRun> Moved(bool bots) => bots ? _moved.AsSpan(_people) : _moved.AsSpan(0, _people);
}
