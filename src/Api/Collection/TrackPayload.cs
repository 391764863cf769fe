using Analytics.Domain.Collection;

namespace Analytics.Api.Collection;

/// <summary>What became of the events.</summary>
/// <param name="Results">One an event, in the order sent.</param>
/// <param name="Accepted">How many were written.</param>
/// <param name="Position">Pass it as <c>atLeast</c> to read one's own writes; null when no event was written or
/// known.</param>
/// <param name="Errors">What was wrong with the request as a whole; then nothing was written.</param>
public sealed record TrackPayload(
    IReadOnlyList<TrackResult> Results, int Accepted, long? Position, IReadOnlyList<TrackError> Errors);

/// <summary>What became of one event.</summary>
/// <param name="Index">Its place in the request, from 0.</param>
/// <param name="Status">Whether it was written.</param>
/// <param name="Code">Why it was refused or put aside, or what there is to know of an accepted event; null when there is nothing to say.</param>
/// <param name="Message">The same in a sentence; null otherwise.</param>
/// <param name="Path">Where in the event the fault lies; null when it is the whole event.</param>
public sealed record TrackResult(int Index, EventStatus Status, string? Code, string? Message, string? Path)
{
    internal static TrackResult Of(EventVerdict verdict, int index) =>
        new(index, verdict.Status, verdict.Problem?.Code, verdict.Problem?.Message, verdict.Problem?.Path);
}

/// <summary>A fault of the whole request.</summary>
/// <param name="Code">COLLECTION_BUSY (send again later) or EVENTS_COUNT.</param>
/// <param name="Message">What to do about it.</param>
public sealed record TrackError(string Code, string Message);
