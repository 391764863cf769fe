using System.Diagnostics.Metrics;
using Analytics.Domain.Collection;

namespace Analytics.Api.Collection;

/// <summary>Counts verdicts, by status; which tenant's they are is a question for the log, not for a label.</summary>
internal sealed class CollectionMetrics
{
    public const string MeterName = "Analytics.Collection";

    private readonly Counter<int> _events;

    public CollectionMetrics(IMeterFactory meters) => _events = meters.Create(MeterName)
        .CreateCounter<int>("analytics.collection.events", "{event}", "Events received, by verdict.");

    public void Count(CollectionReceipt receipt)
    {
        Add("accepted", receipt.Accepted);
        Add("duplicate", CountOf(receipt, EventStatus.Duplicate));
        Add("rejected", CountOf(receipt, EventStatus.Rejected));
        Add("quarantined", CountOf(receipt, EventStatus.Quarantined));
    }

    private static int CountOf(CollectionReceipt receipt, EventStatus status) =>
        receipt.Verdicts.Count(verdict => verdict.Status == status);

    private void Add(string status, int count)
    {
        if (count > 0)
            _events.Add(count, new KeyValuePair<string, object?>("status", status));
    }
}
