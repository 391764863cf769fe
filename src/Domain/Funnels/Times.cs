namespace Analytics.Domain.Funnels;

/// <summary>Spread of the time that actors took.</summary>
/// <param name="Median">Percentile 50, type 7 (linear between closest ranks).</param>
/// <param name="Mean">Arithmetic mean.</param>
/// <param name="P90">Percentile 90, type 7.</param>
public sealed record Times(TimeSpan Median, TimeSpan Mean, TimeSpan P90);
