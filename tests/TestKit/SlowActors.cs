using Analytics.Domain.Cohorts;
using Analytics.Domain.Funnels;
using Analytics.Domain.Retention;
using Analytics.Domain.Series;
using Analytics.Domain.Sessions;

namespace Analytics.TestKit;

/// <summary>Who is behind a figure, by the definition of the figure.</summary>
internal static class SlowActors
{
    public static ActorsAnswer Answer(SlowData data, ActorsQuery query)
    {
        var actors = Behind(data, query).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return new ActorsAnswer(
            actors.Count,
            [.. actors.Where(actor => query.After is null || string.CompareOrdinal(actor, query.After) > 0).Take(query.Limit)],
            data.Log.Meta);
    }

    private static IEnumerable<string> Behind(SlowData data, ActorsQuery query) => (query.Of, query.At) switch
    {
        (SeriesQuery series, FigurePlace.Bucket place) => SlowSeries.Behind(data, series, place)
            .Where(one => one.Actor is not null).Select(one => one.Actor!),
        (SessionsQuery sessions, FigurePlace.Bucket place) =>
            SlowSessions.Behind(data, sessions, place).Select(session => session[0].Actor!),
        (RetentionQuery retention, FigurePlace.Cell place) => SlowRetention.Behind(data, retention, place),
        (FunnelDefinition funnel, FigurePlace.Step place) => Behind(data, funnel, place),
        _ => throw new NotSupportedException(),
    };

    private static IEnumerable<string> Behind(SlowData data, FunnelDefinition funnel, FigurePlace.Step place)
    {
        var before = place.Index - 1;
        while (before > 0 && funnel.Steps[before].Optional && funnel.Order is not FunnelOrder.Unordered)
            before--;
        return SlowFunnel.ByActor(data, funnel)
            .Where(one => place.Group is not { } group || SlowFunnel.Key(one.Value, funnel.Breakdown!) == group)
            .Where(one => place.DroppedOff
                ? one.Value.Took(before) && !one.Value.Took(place.Index)
                : one.Value.Took(place.Index))
            .Select(one => one.Key);
    }
}
