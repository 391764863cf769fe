using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Collection;

/// <summary>What the journal has written: verdicts that tell something, without the messages' content, and counts.</summary>
public interface IIngestLog
{
    /// <summary>Notes, the latest first.</summary>
    /// <param name="tenant">Whose messages.</param>
    /// <param name="filter">Which ones.</param>
    /// <param name="before">Those written before the note of this id; null for the latest.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    Task<IReadOnlyList<IngestNote>> ListAsync(
        TenantScope tenant, IngestFilter filter, long? before, int limit, CancellationToken cancellationToken);

    /// <summary>How many messages had which verdict, of the hours that begin in a range, the most frequent first.</summary>
    Task<IReadOnlyList<VerdictCount>> CountAsync(
        TenantScope tenant, TimeRange range, CancellationToken cancellationToken);
}

/// <summary>Which notes; null members take all.</summary>
public sealed record IngestFilter
{
    /// <summary>All notes.</summary>
    public static IngestFilter Any { get; } = new();

    /// <summary>The verdict.</summary>
    public EventStatus? Verdict { get; init; }

    /// <summary>The problem's code.</summary>
    public string? Code { get; init; }

    /// <summary>The event's name, or the call of the Segment specification.</summary>
    public string? Name { get; init; }

    /// <summary>The message's id.</summary>
    public string? MessageId { get; init; }
}

/// <summary>What became of one message.</summary>
/// <param name="Id">Grows in the order of writing.</param>
/// <param name="ReceivedAt">When the collector read it.</param>
/// <param name="MessageId">The sender's id; null when none could be read.</param>
/// <param name="Name">The event's name, or the call of the Segment specification; null when none could be read.</param>
/// <param name="Verdict">What became of it.</param>
/// <param name="Problem">Why; null of a duplicate.</param>
/// <param name="KeyId">The sender's key; null for a token.</param>
public sealed record IngestNote(
    long Id, DateTimeOffset ReceivedAt, string? MessageId, string? Name, EventStatus Verdict, Problem? Problem, Guid? KeyId);

/// <summary>How many messages of one key had one verdict for one reason.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Code">The reason; null when there is none.</param>
/// <param name="Name">The name of what was not simply accepted; null where it was, or had none.</param>
/// <param name="KeyId">The sender's key; null for a token.</param>
/// <param name="Messages">How many.</param>
public sealed record VerdictCount(EventStatus Verdict, string? Code, string? Name, Guid? KeyId, long Messages);
