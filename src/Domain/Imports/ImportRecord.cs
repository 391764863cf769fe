namespace Analytics.Domain.Imports;

/// <summary>How an import stands.</summary>
public enum ImportState
{
    /// <summary>Its file is being read or written.</summary>
    Running,

    /// <summary>All rows that keep the rules are stored.</summary>
    Completed,

    /// <summary>The file cannot be read as a whole: nothing of it is stored.</summary>
    Failed,

    /// <summary>It was cut off. What it wrote stays; the same file sent again goes on.</summary>
    Interrupted,
}

/// <summary>A file that was sent.</summary>
/// <param name="Kind">What it has: <c>orders</c>, <c>tickets</c>.</param>
/// <param name="FileName">As its sender calls it; null when he does not say.</param>
/// <param name="DryRun">Whether nothing is to be written.</param>
public sealed record NewImport(string Kind, string? FileName, bool DryRun)
{
    /// <summary>Who sent it, for the audit log; null for nobody who is signed in.</summary>
    public string? By { get; init; }
}

/// <summary>An import, running or over.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Kind">What its file has: <c>orders</c>, <c>tickets</c>.</param>
/// <param name="FileName">As its sender called it; null when he did not say.</param>
/// <param name="DryRun">Whether nothing was to be written.</param>
/// <param name="State">How it stands.</param>
/// <param name="StartedAt">UTC.</param>
/// <param name="EndedAt">UTC; null while it runs, and of one that was killed.</param>
/// <param name="RowsRead">Rows taken from its file.</param>
/// <param name="RowsWritten">Of these, rows that have been dealt with; 0 until the whole file is read.</param>
/// <param name="RowsRefused">Rows that break a rule.</param>
/// <param name="Problem">Why it failed; null when it did not.</param>
/// <param name="Position">The tenant's log position that covers its events; null when it wrote none.</param>
public sealed record ImportRecord(
    Guid Id,
    string Kind,
    string? FileName,
    bool DryRun,
    ImportState State,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    long RowsRead,
    long RowsWritten,
    long RowsRefused,
    Problem? Problem,
    long? Position);

/// <summary>How far an import has come.</summary>
/// <param name="Id">The import's.</param>
/// <param name="RowsRead">Rows taken from the file.</param>
/// <param name="RowsWritten">Of these, rows that have been dealt with; 0 until the whole file is read.</param>
/// <param name="RowsRefused">Rows that break a rule.</param>
public sealed record ImportProgress(Guid Id, long RowsRead, long RowsWritten, long RowsRefused);
