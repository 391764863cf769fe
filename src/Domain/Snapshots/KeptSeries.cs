using System.Globalization;
using Analytics.Domain.Querying;
using Analytics.Domain.Querying.Canonical;
using Analytics.Domain.Series;

namespace Analytics.Domain.Snapshots;

/// <summary>
/// A series of which figures are kept: all that a question says of it but the time. Questions that mean the same events,
/// figure and groups have the same one.
/// </summary>
public sealed record KeptSeries
{
    private static readonly TimeRange _anyTime =
        TimeRange.Create(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1)).Value;

    private KeptSeries(Guid id, SeriesQuery template) => (Id, Template) = (id, template);

    /// <summary>Made of the definition: a metric that changes its meaning gets another one.</summary>
    public Guid Id { get; }

    /// <summary>The series over some day, with every group.</summary>
    internal SeriesQuery Template { get; }

    /// <returns>Null for what parts of time do not add up to: another aggregation than COUNT, SUM and UNIQUE_ACTORS, a
    /// cohort, or a property of actors as it is now.</returns>
    public static KeptSeries? Of(SeriesQuery query)
    {
        if (query.Measure.Aggregation is not (Aggregation.Count or Aggregation.Sum or Aggregation.UniqueActors)
            || query.Cohort is not null
            || query.Properties().Any(property => property.Scope is PropertyScope.ActorCurrent))
            return null;
        var template = query with
        {
            Range = _anyTime,
            Calendar = QueryCalendar.Utc,
            Interval = null,
            CustomEdges = null,
            Rolling = 1,
            Cumulative = false,
            AsOf = null,
            Breakdown = query.Breakdown is { } breakdown ? new(breakdown.Dimensions, SeriesBreakdown.AllGroups) : null,
        };
        var key = QueryKey.Of(template).Sha256;
        return new KeptSeries(Guid.Parse(key.AsSpan(0, 32), CultureInfo.InvariantCulture), template);
    }

    /// <summary>The same series over another time.</summary>
    internal SeriesQuery Over(TimeRange range, Interval? interval) => Template with { Range = range, Interval = interval };

    /// <summary>The number of its events over another time.</summary>
    internal SeriesQuery EventsOver(TimeRange range, Interval? interval) => Over(range, interval) with
    {
        Measure = new Measure(Template.Measure.Events, Aggregation.Count),
    };
}
