using Analytics.Domain.Collection;

namespace Analytics.Domain.Imports;

/// <summary>Counts while a file is imported.</summary>
internal sealed class ImportTally
{
    private readonly SortedDictionary<string, long> _rejectedByCode = new(StringComparer.Ordinal);
    private readonly List<RowError> _errors = [];
    private readonly List<string> _changedIds = [];
    private readonly long[] _entities = new long[Enum.GetValues<EntityDifference>().Length];
    private List<RowError> _unsaved = [];
    private long _accepted;
    private long _duplicate;
    private long _refused;

    public long RowsRead { get; set; }

    public long RowsWritten { get; set; }

    public long RowsRejected { get; private set; }

    /// <summary>Events that are too old to be written.</summary>
    public long Expired { get; set; }

    public long? Position { get; private set; }

    public void Reject(RowError error)
    {
        RowsRejected += error.Rows;
        var code = error.Problem.Code;
        _rejectedByCode[code] = _rejectedByCode.GetValueOrDefault(code) + error.Rows;
        if (_errors.Count < RowCounts.MaxErrors)
            _errors.Add(error);
        _unsaved.Add(error);
    }

    /// <summary>The errors since the last call.</summary>
    public IReadOnlyList<RowError> TakeErrors()
    {
        var taken = _unsaved;
        if (taken.Count > 0)
            _unsaved = [];
        return taken;
    }

    public void Count(string id, EntityDifference difference)
    {
        _entities[(int)difference]++;
        if (difference == EntityDifference.Changed && _changedIds.Count < EntityCounts.MaxIds)
            _changedIds.Add(id);
    }

    public void Count(AppendOutcome outcome)
    {
        foreach (var status in outcome.Events)
        {
            _accepted += status == AppendStatus.Written ? 1 : 0;
            _duplicate += status == AppendStatus.Duplicate ? 1 : 0;
            _refused += status is AppendStatus.ActorErased or AppendStatus.ActorOptedOut ? 1 : 0;
        }

        Position = outcome.Position;
    }

    public ImportReport Report(Guid id, string kind, bool dryRun, CatalogueCounts catalogue) => new(
        id,
        kind,
        dryRun,
        new RowCounts(RowsRead, RowsRejected, _rejectedByCode, _errors),
        new EntityCounts(
            _entities[(int)EntityDifference.New],
            _entities[(int)EntityDifference.Unchanged],
            _entities[(int)EntityDifference.Changed],
            _entities[(int)EntityDifference.Stale],
            _changedIds),
        new EventCounts(_accepted, _duplicate, _refused, Expired),
        catalogue,
        Position);
}
