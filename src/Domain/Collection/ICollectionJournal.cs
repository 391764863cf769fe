using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Collection;

/// <summary>Keeps account of what became of messages, for those who ask where theirs went.</summary>
public interface ICollectionJournal
{
    /// <summary>
    /// Counts a request's verdicts and notes those that tell something. It neither waits nor fails: what a node that is
    /// killed has not written yet, at most the last second, is lost to the counts, never to the log.
    /// </summary>
    ValueTask NoteAsync(TenantScope tenant, JudgedRequest request, CancellationToken cancellationToken);
}

/// <summary>The messages of one request and what became of them.</summary>
/// <param name="KeyId">The sender's key; null for a token.</param>
/// <param name="ReceivedAt">When the collector read it.</param>
/// <param name="Messages">In the order sent.</param>
/// <param name="Verdicts">One a message.</param>
public sealed record JudgedRequest(
    Guid? KeyId,
    DateTimeOffset ReceivedAt,
    IReadOnlyList<Result<MessageDraft>> Messages,
    IReadOnlyList<EventVerdict> Verdicts);
