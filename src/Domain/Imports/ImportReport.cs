namespace Analytics.Domain.Imports;

/// <summary>What became of a file.</summary>
/// <param name="DryRun">True when nothing was written: the figures say what would be.</param>
/// <param name="Rows">What became of its rows.</param>
/// <param name="Orders">What became of its orders.</param>
/// <param name="Events">What became of the events of its orders; all 0 for a dry run.</param>
/// <param name="Catalogue">Customers and products written; all 0 for a dry run.</param>
/// <param name="Position">The tenant's log position that covers the events; null when there are none.</param>
public sealed record ImportReport(
    bool DryRun,
    RowCounts Rows,
    OrderCounts Orders,
    EventCounts Events,
    CatalogueCounts Catalogue,
    long? Position);

/// <summary>Rows of a file.</summary>
/// <param name="Read">All but the header.</param>
/// <param name="Rejected">Of these, refused.</param>
/// <param name="RejectedByCode">How many for which reason.</param>
/// <param name="Errors">The first <see cref="MaxErrors"/> of them.</param>
public sealed record RowCounts(
    long Read, long Rejected, IReadOnlyDictionary<string, long> RejectedByCode, IReadOnlyList<RowError> Errors)
{
    /// <summary>So many errors are told one by one; all are counted.</summary>
    public const int MaxErrors = 1_000;
}

/// <summary>Why rows were refused.</summary>
/// <param name="Line">The line of the file on which the first of them starts, from 1, the header counted.</param>
/// <param name="Problem">The reason, with the column as its path.</param>
/// <param name="Rows">How many rows: 1, or all of an order.</param>
public sealed record RowError(long Line, Problem Problem, int Rows = 1);

/// <summary>Orders of a file against what was stored.</summary>
/// <param name="Created">Had not been there.</param>
/// <param name="Unchanged">Were there, the same line by line.</param>
/// <param name="Changed">Were there in another state and have the file's now; their events stay as they were.</param>
/// <param name="ChangedIds">The first <see cref="MaxIds"/> of the changed ones.</param>
public sealed record OrderCounts(long Created, long Unchanged, long Changed, IReadOnlyList<string> ChangedIds)
{
    /// <summary>So many changed orders are named; all are counted.</summary>
    public const int MaxIds = 1_000;
}

/// <summary>Events of a file's new and unchanged orders.</summary>
/// <param name="Accepted">Written.</param>
/// <param name="Duplicate">Had been written before.</param>
public sealed record EventCounts(long Accepted, long Duplicate);
