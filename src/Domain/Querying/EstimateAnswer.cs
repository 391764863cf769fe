namespace Analytics.Domain.Querying;

/// <summary>What a question would cost, from statistics alone.</summary>
/// <param name="Rows">Events that would be looked at.</param>
/// <param name="Milliseconds">Time that it would take on this node when nothing else runs.</param>
public sealed record EstimateAnswer(long Rows, double Milliseconds);
