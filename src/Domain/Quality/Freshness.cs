namespace Analytics.Domain.Quality;

/// <summary>How far the answers are behind what was acknowledged.</summary>
/// <param name="Watermark">Position up to which answers see the log.</param>
/// <param name="Head">The log's last position.</param>
/// <param name="UnseenEntries">Positions between both.</param>
/// <param name="Seconds">How long the oldest acknowledged event that no answer sees has been waiting; 0 when all are
/// seen.</param>
/// <param name="LastReceivedAt">When the newest event that answers see was received; null without one.</param>
public sealed record Freshness(
    long Watermark, long Head, long UnseenEntries, double Seconds, DateTimeOffset? LastReceivedAt);
