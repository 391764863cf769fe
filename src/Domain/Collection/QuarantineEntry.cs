namespace Analytics.Domain.Collection;

/// <summary>One event that was put aside.</summary>
/// <param name="Number">Ascending in the order of arrival.</param>
/// <param name="MessageId">The sender's id, which decides duplicates.</param>
/// <param name="Name">The event's name.</param>
/// <param name="State">What became of it.</param>
/// <param name="Problem">How it breaks the plan; null when it was mended and is still to be replayed.</param>
/// <param name="PlanVersion">The plan that it broke.</param>
/// <param name="ReceivedAt">When the collector read it.</param>
/// <param name="Event">The event; null once the entry is closed.</param>
public sealed record QuarantineEntry(
    long Number,
    string MessageId,
    string Name,
    QuarantineState State,
    Problem? Problem,
    int PlanVersion,
    DateTimeOffset ReceivedAt,
    NewEvent? Event)
{
    /// <summary>The API key that it came with; null for none.</summary>
    public Guid? KeyId { get; init; }
}

/// <summary>What became of an event that was put aside.</summary>
public enum QuarantineState
{
    /// <summary>It waits to be mended, replayed or discarded.</summary>
    Open,

    /// <summary>It is in the log.</summary>
    Replayed,

    /// <summary>It will never be.</summary>
    Discarded,
}

/// <summary>Which entries; every part given must match.</summary>
/// <param name="State">Null for any.</param>
/// <param name="Code">The breach's; null for any.</param>
/// <param name="Name">The event's; null for any.</param>
/// <param name="Numbers">Of the entries; null for any.</param>
public sealed record QuarantineFilter(
    QuarantineState? State = null, string? Code = null, string? Name = null, IReadOnlyList<long>? Numbers = null);

/// <summary>How many open entries have one breach.</summary>
/// <param name="Code">The breach's; null for entries that were mended and wait to be replayed.</param>
/// <param name="Name">The event's.</param>
/// <param name="Path">Where in the event the breach lies; null when it is the whole event.</param>
/// <param name="Events">How many.</param>
/// <param name="LastReceivedAt">When the latest came.</param>
public sealed record QuarantineCount(string? Code, string Name, string? Path, long Events, DateTimeOffset LastReceivedAt);
