using Analytics.Domain.Collection;
using Analytics.Domain.Orders;

namespace Analytics.Domain.Imports;

/// <summary>Counts while a file is imported.</summary>
internal sealed class ImportTally
{
    private readonly SortedDictionary<string, long> _rejectedByCode = new(StringComparer.Ordinal);
    private readonly List<RowError> _errors = [];
    private readonly List<string> _changedIds = [];
    private readonly long[] _orders = new long[Enum.GetValues<OrderDifference>().Length];
    private long _rejected;
    private long _accepted;
    private long _duplicate;
    private long? _position;

    public long RowsRead { get; set; }

    public void Reject(RowError error)
    {
        _rejected += error.Rows;
        var code = error.Problem.Code;
        _rejectedByCode[code] = _rejectedByCode.GetValueOrDefault(code) + error.Rows;
        if (_errors.Count < RowCounts.MaxErrors)
            _errors.Add(error);
    }

    public void Count(Order order, OrderDifference difference)
    {
        _orders[(int)difference]++;
        if (difference == OrderDifference.Changed && _changedIds.Count < OrderCounts.MaxIds)
            _changedIds.Add(order.Id);
    }

    public void Count(AppendOutcome outcome)
    {
        var accepted = outcome.Accepted.Count(written => written);
        _accepted += accepted;
        _duplicate += outcome.Events.Count - accepted;
        _position = outcome.Position;
    }

    public ImportReport Report(bool dryRun, CatalogueCounts catalogue) => new(
        dryRun,
        new RowCounts(RowsRead, _rejected, _rejectedByCode, _errors),
        new OrderCounts(
            _orders[(int)OrderDifference.New],
            _orders[(int)OrderDifference.Unchanged],
            _orders[(int)OrderDifference.Changed],
            _changedIds),
        new EventCounts(_accepted, _duplicate),
        catalogue,
        _position);
}
