using Analytics.Api.Hosting;
using Analytics.Domain.Collection;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.Collection;

/// <summary>What became of one message; its content is not kept here.</summary>
[GraphQLName("IngestNote")]
public sealed class IngestNoteNode
{
    private readonly IngestNote _note;

    internal IngestNoteNode(IngestNote note) => _note = note;

    /// <summary>When the collector read it.</summary>
    public DateTimeOffset ReceivedAt => _note.ReceivedAt;

    /// <summary>The sender's id; null when none could be read.</summary>
    public string? MessageId => _note.MessageId;

    /// <summary>The event's name, or the call of the Segment specification; null when none could be read.</summary>
    public string? Name => _note.Name;

    /// <summary>What became of it.</summary>
    public EventStatus Verdict => _note.Verdict;

    /// <summary>Why; null of a duplicate.</summary>
    public string? Code => _note.Problem?.Code;

    /// <summary>The same in a sentence.</summary>
    public string? Message => _note.Problem?.Message;

    /// <summary>Where in the message the fault lies; null when it is the whole message.</summary>
    public string? Path => _note.Problem?.Path;

    /// <summary>The sender's key; null for a token.</summary>
    public Guid? KeyId => _note.KeyId;

    internal long Id => _note.Id;
}

/// <summary>What became of one message, from when it was first sent.</summary>
[GraphQLName("EventTrace")]
public sealed class EventTraceNode
{
    private readonly MessageTrace _trace;

    internal EventTraceNode(MessageTrace trace) => _trace = trace;

    /// <summary>As it was sent.</summary>
    public string MessageId => _trace.MessageId;

    /// <summary>ACCEPTED once the log has taken the id, whatever became of it when it was sent again; else the verdict of
    /// the last attempt.</summary>
    public EventStatus Verdict => _trace.Verdict;

    /// <summary>Why, of what is not in the log; null otherwise.</summary>
    public string? Code => Refusal?.Code;

    /// <summary>The same in a sentence.</summary>
    public string? Message => Refusal?.Message;

    /// <summary>Where in the message the fault lies.</summary>
    public string? Path => Refusal?.Path;

    /// <summary>Its place in the log; null of what is not in it, or not any more.</summary>
    public long? Position => _trace.Position;

    /// <summary>Whether figures see it by now.</summary>
    public bool IsCounted => _trace.IsCounted;

    /// <summary>The event as it stands in the log; null of what is not in it and of statements about actors.</summary>
    public EventNode? Event => _trace.Event is { } stored ? new EventNode(stored) : null;

    /// <summary>What was noted each time it came and was not simply accepted, the latest first: at most 20, of the last
    /// week.</summary>
    public IReadOnlyList<IngestNoteNode> Attempts { get => [.. _trace.Attempts.Select(note => new IngestNoteNode(note))]; }

    private Problem? Refusal =>
        _trace.Verdict == EventStatus.Accepted || _trace.Attempts.Count == 0 ? null : _trace.Attempts[0].Problem;
}

/// <summary>Which notes of the ingest log; all that is given has to hold.</summary>
public sealed record IngestFilterInput
{
    /// <summary>The verdict.</summary>
    public EventStatus? Verdict { get; init; }

    /// <summary>The reason, such as TIMESTAMP_IN_FUTURE.</summary>
    public string? Code { get; init; }

    /// <summary>The event's name, or the call of the Segment specification.</summary>
    public string? Name { get; init; }

    /// <summary>The message's id.</summary>
    public string? MessageId { get; init; }

    internal IngestFilter ToDomain() => new()
    {
        Verdict = Verdict,
        Code = StoredText.Checked(Code, "filter.code"),
        Name = StoredText.Checked(Name, "filter.name"),
        MessageId = StoredText.Checked(MessageId, "filter.messageId"),
    };
}

/// <summary>Text of a caller that is compared with text of the database.</summary>
internal static class StoredText
{
    // No event holds this character, and no database text can.
    public static string? Checked(string? text, string path) => text?.Contains('\0') == true
        ? throw Problem.Invalid("TEXT_HAS_NUL", "Text must not hold the character U+0000.", path).ToException()
        : text;
}
