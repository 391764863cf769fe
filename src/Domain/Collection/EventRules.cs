namespace Analytics.Domain.Collection;

/// <summary>What an event must keep to. A breach refuses that event alone, never the ones sent with it.</summary>
public static class EventRules
{
    /// <summary>Bytes of one event as sent.</summary>
    public const int MaxEventBytes = 32 * 1024;

    /// <summary>UTF-16 units of an event's name.</summary>
    public const int MaxNameLength = 200;

    /// <summary>UTF-16 units of an event, user, anonymous or session id.</summary>
    public const int MaxIdLength = 200;

    /// <summary>Objects and lists inside each other in <c>properties</c> or <c>context</c>, the outermost included.</summary>
    public const int MaxDepth = 16;

    /// <summary>Bytes of a number as written. One of more than 18 digits is kept as sent; questions round it.</summary>
    public const int MaxNumberLength = 64;

    /// <summary>Largest power of ten that a number may be written with, as in a double.</summary>
    public const int MaxExponent = 308;

    /// <summary>How far a client's corrected clock may run ahead of the collector's.</summary>
    public static readonly TimeSpan MaxAhead = TimeSpan.FromHours(24);

    /// <summary>How far a client's clock may differ from the collector's and still be taken to be right.</summary>
    public static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(1);

    /// <summary>Nothing is older, whatever the tenant's retention: an earlier year is a broken clock.</summary>
    public static readonly DateTimeOffset Earliest = DateTimeOffset.UnixEpoch;

    /// <summary>The problem of what is about somebody who was erased.</summary>
    public static readonly Problem ActorErased = Problem.Invalid(
        "ACTOR_ERASED", "Whom it is about was erased on request: nothing of him is taken any more.");

    /// <summary>The problem of what is about somebody who does not want to be followed.</summary>
    public static readonly Problem ActorOptedOut = Problem.Invalid(
        "ACTOR_OPTED_OUT", "Whom it is about does not want to be followed: nothing of him is taken.");

    /// <summary>The notice of a message whose merge would take an id from somebody.</summary>
    public static readonly Problem NotMerged = Problem.Invalid(
        "ALIAS_NOT_MERGED", "The other id is somebody else's, or names a person itself: it stays as it is.");

    private static readonly Problem _quarantineFull = Problem.Invalid(
        "QUARANTINE_FULL", "It breaks the tracking plan, and the quarantine holds as many events as it may: nothing was kept.");

    private static readonly Problem _discarded = Problem.Invalid(
        "MESSAGE_DISCARDED", "An event of this id was put aside and then discarded.");

    /// <summary>The verdict of an event that breaks the plan.</summary>
    internal static EventVerdict PutAside(QuarantineStatus status, Problem breach) => status switch
    {
        QuarantineStatus.Kept => new(EventStatus.Quarantined, breach),
        QuarantineStatus.Duplicate => new(EventStatus.Duplicate),
        QuarantineStatus.Discarded => new(EventStatus.Rejected, _discarded),
        QuarantineStatus.Full => new(EventStatus.Rejected, _quarantineFull),
        QuarantineStatus.ActorErased => new(EventStatus.Rejected, ActorErased),
        QuarantineStatus.ActorOptedOut => new(EventStatus.Rejected, ActorOptedOut),
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "No verdict."),
    };

    /// <summary>Why the log refused it for whom it is about.</summary>
    internal static Problem Refused(AppendStatus status) => status switch
    {
        AppendStatus.ActorErased => ActorErased,
        AppendStatus.ActorOptedOut => ActorOptedOut,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Not refused."),
    };

    /// <returns>Null when the name will do.</returns>
    internal static Problem? CheckName(string? name, string path)
    {
        if (string.IsNullOrEmpty(name))
            return Problem.Invalid("EVENT_NAME_MISSING", "An event needs a name.", path);
        return name.Length > MaxNameLength
            ? Problem.Invalid("EVENT_NAME_TOO_LONG", $"A name has at most {MaxNameLength} characters.", path)
            : CheckText(name, path);
    }

    /// <returns>Null when the id will do or there is none.</returns>
    internal static Problem? CheckId(string? id, string path)
    {
        if (id is null)
            return null;
        return id.Length > MaxIdLength
            ? Problem.Invalid("ID_TOO_LONG", $"An id has at most {MaxIdLength} characters.", path)
            : CheckText(id, path);
    }

    // The log cannot hold either: PostgreSQL has no U+0000 in text, and half a surrogate pair is no Unicode.
    /// <returns>Null when the text can be kept.</returns>
    internal static Problem? CheckText(string text, string path)
    {
        if (text.Contains('\0'))
            return JsonFault.NulCharacter.ToProblem(path);
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))
                return JsonFault.LoneSurrogate.ToProblem(path);
            i++;
        }

        return null;
    }
}
