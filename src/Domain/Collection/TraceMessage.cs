using Analytics.Domain.Querying;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Collection;

/// <summary>Tells what became of one message.</summary>
public sealed class TraceMessage(IEventLocator locator, IIngestLog notes, IEventAnalytics engine)
{
    private const int MostAttempts = 20;

    /// <returns>Null when the message was never seen, or only so long ago that no note of it is left.</returns>
    public async Task<MessageTrace?> ExecuteAsync(
        TenantScope tenant, string messageId, CancellationToken cancellationToken)
    {
        var attempts = await notes.ListAsync(
            tenant, new IngestFilter { MessageId = messageId }, null, MostAttempts, cancellationToken);
        var located = await locator.FindAsync(tenant, messageId, cancellationToken);
        if (located is null && attempts.Count == 0)
            return null;
        if (located is null)
            return new MessageTrace(messageId, attempts[0].Verdict, null, null, IsCounted: false, attempts);
        long? position = located.Event?.Event.Position ?? (located.Entries.Count > 0 ? located.Entries[^1].Position : null);
        var counted = position is not null
            && (await engine.EventNamesAsync(tenant, cancellationToken)).Meta.Watermark >= position;
        return new MessageTrace(messageId, EventStatus.Accepted, position, located.Event, counted, attempts);
    }
}

/// <summary>What became of one message.</summary>
/// <param name="MessageId">As it was sent.</param>
/// <param name="Verdict">ACCEPTED once the log has taken the id, whatever became of it when it was sent again.</param>
/// <param name="Position">Its place in the log; null of what is not in it, or not any more.</param>
/// <param name="Event">What is in the log; null of what is not, and of what was said of an actor.</param>
/// <param name="IsCounted">Whether figures see it by now.</param>
/// <param name="Attempts">What was noted when it came, the latest first: at most 20.</param>
public sealed record MessageTrace(
    string MessageId, EventStatus Verdict, long? Position, StoredEvent? Event, bool IsCounted,
    IReadOnlyList<IngestNote> Attempts);
