using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Collection;

/// <summary>Puts messages into a tenant's log, each judged by itself.</summary>
public sealed class CollectEvents(
    IEventLog log, IQuarantine quarantine, ICollectionRules rules, ICollectionJournal journal, TimeProvider clock)
{
    /// <summary>Returns once every accepted message is durable.</summary>
    /// <param name="tenant">Whose log; what a body says of a tenant counts for nothing.</param>
    /// <param name="source">Who sends them.</param>
    /// <param name="messages">Drafts, or the reasons why there is none.</param>
    /// <param name="cancellationToken">
    /// Stops waiting, not always the write: memory that the drafts are slices of must not be used again after it.
    /// </param>
    /// <returns>The receipt, or <c>COLLECTION_BUSY</c>: nothing was written, send all of it again later.</returns>
    public async Task<Result<CollectionReceipt>> ExecuteAsync(
        TenantScope tenant, CollectionSource source, IReadOnlyList<Result<MessageDraft>> messages,
        CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var judge = new MessageJudge(
            tenant.Id, await rules.OfAsync(tenant, cancellationToken), source, new ReceptionWindow(tenant.Tenant, now));
        var judged = new JudgedMessages(messages, judge);
        var (written, position) = (0, default(long?));
        if (judged.Append.Count > 0)
        {
            var appended = await log.AppendAsync(
                tenant, judged.Append with { KeyId = source.KeyId }, cancellationToken);
            if (!appended.TryGet(out var outcome, out var problem))
                return problem;
            (written, position) = (judged.Note(outcome), outcome.Position);
        }

        // After the log: when that is busy, nothing at all is kept.
        if (judged.Aside is { } aside)
            judged.Note(await quarantine.KeepAsync(tenant, aside, judge.PlanVersion, source.KeyId, cancellationToken));
        await journal.NoteAsync(
            tenant, new JudgedRequest(source.KeyId, now, messages, judged.Verdicts), cancellationToken);
        return new CollectionReceipt(judged.Verdicts, written, position);
    }
}
