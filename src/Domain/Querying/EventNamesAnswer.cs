using System.Collections.Immutable;

namespace Analytics.Domain.Querying;

/// <summary>The event names of a tenant.</summary>
public sealed record EventNamesAnswer(ImmutableArray<EventNameCount> Names, AnswerMeta Meta);

/// <summary>One event name and how often it happened.</summary>
/// <param name="Name">As sent.</param>
/// <param name="Count">Events of this name, those of robots left out.</param>
/// <param name="FirstSeen">Earliest <c>occurredAt</c>.</param>
/// <param name="LastSeen">Latest <c>occurredAt</c>.</param>
public sealed record EventNameCount(string Name, long Count, DateTimeOffset FirstSeen, DateTimeOffset LastSeen);
