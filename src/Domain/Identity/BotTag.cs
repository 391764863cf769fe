namespace Analytics.Domain.Identity;

/// <summary>What is decided of an id, whatever its events were taken for when they were collected.</summary>
/// <param name="Actor">An id as sent.</param>
/// <param name="IsBot">True for a robot, false for a person, null to leave each event as it was collected.</param>
public sealed record BotTag(ActorId Actor, bool? IsBot);
