namespace Analytics.Columnar.Collection;

/// <summary>Where an event's row stands in a segment.</summary>
/// <param name="OwnId">Code of the id that it was sent with; 0 for nobody.</param>
/// <param name="Actor">Code of whose it is as far as is known; 0 for nobody.</param>
/// <param name="IsBot">Whether it is a bot's.</param>
internal readonly record struct RowPlace(uint OwnId, uint Actor, bool IsBot);
