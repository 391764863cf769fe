namespace Analytics.Domain.Imports;

/// <summary>One row of a file as text.</summary>
/// <param name="Row">Its number among the rows, from 1, the header not counted.</param>
/// <param name="Line">The line of the file on which it starts, from 1.</param>
/// <param name="Values">One a column of the kind: null where the file does not say, empty where it says none.</param>
public readonly record struct ImportRow(long Row, long Line, string?[] Values)
{
    /// <summary>Why the row cannot be read at all; null when it can.</summary>
    public Problem? Fault { get; init; }
}
