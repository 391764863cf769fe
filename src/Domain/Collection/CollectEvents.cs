using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Collection;

/// <summary>Puts events into a tenant's log, each judged by itself.</summary>
public sealed class CollectEvents(IEventLog log, TimeProvider clock)
{
    /// <summary>Returns once every accepted event is durable.</summary>
    /// <param name="tenant">Whose log; what a body says of a tenant counts for nothing.</param>
    /// <param name="events">Drafts, or the reasons why there is none.</param>
    /// <param name="cancellationToken">
    /// Stops waiting, not always the write: memory that the drafts are slices of must not be used again after it.
    /// </param>
    /// <returns>The receipt, or <c>COLLECTION_BUSY</c>: nothing was written, send all of it again later.</returns>
    public async Task<Result<CollectionReceipt>> ExecuteAsync(
        TenantScope tenant, IReadOnlyList<Result<EventDraft>> events, CancellationToken cancellationToken)
    {
        var verdicts = new EventVerdict[events.Count];
        var accepted = Judge(events, new ReceptionWindow(tenant.Tenant, clock.GetUtcNow()), verdicts);
        if (accepted.Count == 0)
            return new CollectionReceipt(verdicts, 0, null);

        var appended = await log.AppendAsync(tenant, accepted, cancellationToken);
        if (!appended.TryGet(out var outcome, out var problem))
            return problem;
        return new CollectionReceipt(verdicts, MarkNotWritten(verdicts, outcome), outcome.Position);
    }

    private static List<NewEvent> Judge(
        IReadOnlyList<Result<EventDraft>> events, ReceptionWindow window, EventVerdict[] verdicts)
    {
        var accepted = new List<NewEvent>(events.Count);
        for (var i = 0; i < events.Count; i++)
        {
            if (events[i].Then(window.Place).TryGet(out var placed, out var problem))
                accepted.Add(placed);
            else
                verdicts[i] = new EventVerdict(EventStatus.Rejected, problem);
        }

        return accepted;
    }

    private static int MarkNotWritten(EventVerdict[] verdicts, AppendOutcome outcome)
    {
        var next = -1;
        var accepted = 0;
        for (var i = 0; i < verdicts.Length; i++)
        {
            if (verdicts[i].Status == EventStatus.Rejected)
                continue;
            if (outcome.Accepted[++next])
                accepted++;
            else
                verdicts[i] = outcome.Erased.Contains(next)
                    ? new EventVerdict(EventStatus.Rejected, EventRules.ActorErased)
                    : new EventVerdict(EventStatus.Duplicate);
        }

        return accepted;
    }
}
