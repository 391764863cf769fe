namespace Analytics.Domain.Imports;

/// <summary>What became of a file.</summary>
/// <param name="Id">The import's.</param>
/// <param name="Kind">What the file has: <c>orders</c>, <c>tickets</c>.</param>
/// <param name="DryRun">True when nothing was written: the figures say what would be.</param>
/// <param name="Rows">What became of its rows.</param>
/// <param name="Entities">What became of the orders, tickets and so on that it names.</param>
/// <param name="Events">What became of their events; all 0 for a dry run.</param>
/// <param name="Catalogue">Customers and products written beside orders; all 0 for a dry run.</param>
/// <param name="Position">The tenant's log position that covers the events; null when there are none.</param>
public sealed record ImportReport(
    Guid Id,
    string Kind,
    bool DryRun,
    RowCounts Rows,
    EntityCounts Entities,
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

/// <summary>What a file names against what was stored: orders each once, other things once a row.</summary>
/// <param name="Created">Had not been there.</param>
/// <param name="Unchanged">Were there, the same.</param>
/// <param name="Changed">Were there in another state and have the file's now; what had been counted is made good.</param>
/// <param name="Stale">Were there in a newer state, which stays.</param>
/// <param name="ChangedIds">The first <see cref="MaxIds"/> of the changed ones.</param>
public sealed record EntityCounts(
    long Created, long Unchanged, long Changed, long Stale, IReadOnlyList<string> ChangedIds)
{
    /// <summary>So many changed ones are named; all are counted.</summary>
    public const int MaxIds = 1_000;
}

/// <summary>Events that a file gives.</summary>
/// <param name="Accepted">Written.</param>
/// <param name="Duplicate">Had been written before.</param>
/// <param name="Refused">Are about somebody who was erased or does not want to be followed.</param>
/// <param name="Expired">Older than the raw events that the tenant keeps: the state is stored, the event is not.</param>
public sealed record EventCounts(long Accepted, long Duplicate, long Refused, long Expired);
