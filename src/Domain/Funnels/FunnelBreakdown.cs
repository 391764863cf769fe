using Analytics.Domain.Querying;
using Analytics.Domain.Series;

namespace Analytics.Domain.Funnels;

/// <summary>Splits a funnel by a property.</summary>
/// <param name="Property">Whose value makes the groups.</param>
/// <param name="Step">The step (from 0) on whose event it is read; null for the last step that the attempt reached.
/// An attempt that did not reach the step has the value null.</param>
/// <param name="Limit">The groups with the most entries are shown, ties by key; the rest goes to <c>Other</c>, the
/// missing value is shown beside them.</param>
public sealed record FunnelBreakdown(
    PropertyRef Property, int? Step = 0, int Limit = SeriesBreakdown.DefaultLimit);
