namespace Analytics.Columnar.Segments;

/// <summary>The id that an event was sent with, where it is not its actor's own.</summary>
internal readonly struct IdColumn(CodeColumn differing)
{
    /// <summary>True when every row has its actor's own.</summary>
    public bool IsAbsent => differing.IsAbsent;

    /// <param name="row">The row.</param>
    /// <param name="actor">Its actor.</param>
    public uint At(int row, uint actor) => differing[row] is > 0 and var own ? own : actor;

    /// <summary>The same column, counting rows from this one.</summary>
    public IdColumn From(int row) => new(differing.From(row));

    /// <summary>The ids of <c>ids.Length</c> rows; 0 where it is the actor's own.</summary>
    public void Read(int row, Span<uint> ids) => differing.Read(row, ids);
}
