using System.Collections.Immutable;
using Analytics.Domain.Cohorts;
using Analytics.Domain.Querying;
using Analytics.Domain.Series;

namespace Analytics.Domain.Metrics;

/// <summary>The one series from which a metric's figures are read as they are.</summary>
/// <param name="Query">As the engine was asked.</param>
/// <param name="Points">By bucket of the metric, the point of the series that it shows; empty where they are the same.</param>
/// <param name="Total">The point that is the metric's total; null for the series' own.</param>
public sealed record MetricBasis(SeriesQuery Query, ImmutableArray<int> Points, int? Total)
{
    /// <summary>Where in the series a figure of the metric stands.</summary>
    /// <param name="point">A bucket of the metric; null for its total.</param>
    /// <param name="group">Null for all.</param>
    public FigurePlace Place(int? point, GroupKey? group) => new FigurePlace.Bucket(
        point is not { } bucket ? Total : Points.IsEmpty ? bucket : Points[bucket], group);
}
