namespace Analytics.Domain.Identity;

/// <summary>What a message says of a company, a community or another group that actors belong to.</summary>
/// <param name="Id">Of the group.</param>
/// <param name="Traits">A JSON object in UTF-8, kept to the rules of an event's properties.</param>
/// <param name="At">From when on; UTC, whole milliseconds: the later message's traits win, in whatever order they come.</param>
public sealed record GroupTraits(ActorId Id, ReadOnlyMemory<byte> Traits, DateTimeOffset At);
