using Analytics.Domain.Querying;
using Analytics.Domain.Cohorts;
using Analytics.Domain.Series;
using Analytics.Domain.Sessions;

namespace Analytics.TestKit;

/// <summary>Figures of sessions by their definition.</summary>
internal static class SlowSessions
{
    public static SessionsAnswer Answer(SlowData data, SessionsQuery query)
    {
        var sessions = All(data, query);
        var answer = new SessionsAnswer(Figures(sessions, query), [], [], null, data.Log.Meta);
        if (query.Interval is { } interval)
        {
            var edges = CalendarBuckets.Edges(
                query.Range, interval, query.Calendar.Zone, query.Calendar.WeekStart, SeriesQuery.MaxBuckets).Value;
            answer = answer with
            {
                Points =
                [
                    .. edges.Zip(edges.Skip(1)).Select(bucket => Figures(
                        [.. sessions.Where(one => one[0].Time >= bucket.First && one[0].Time < bucket.Second)], query)),
                ],
            };
        }
        if (query.Breakdown is not { } breakdown)
            return answer;
        var groups = sessions.ToLookup(session => Key(session, breakdown));
        var shown = SlowGroups.Shown(breakdown, [.. groups.Select(group => group.Key)], key => groups[key].Count());
        var rest = groups.Where(group => !shown.Contains(group.Key)).SelectMany(group => group).ToList();
        return answer with
        {
            Groups = [.. shown.Select(key => new SessionGroup(key, Figures([.. groups[key]], query)))],
            Other = rest.Count > 0 ? Figures(rest, query) : null,
        };
    }

    /// <summary>The sessions that a figure counts.</summary>
    public static IEnumerable<List<SlowEvent>> Behind(SlowData data, SessionsQuery query, FigurePlace.Bucket place)
    {
        var edges = query.Interval is { } interval
            ? CalendarBuckets.Edges(
                query.Range, interval, query.Calendar.Zone, query.Calendar.WeekStart, SeriesQuery.MaxBuckets).Value
            : [];
        return All(data, query)
            .Where(session => place.Index is not { } bucket
                || (session[0].Time >= edges[bucket] && session[0].Time < edges[bucket + 1]))
            .Where(session => place.Group is not { } group || Key(session, query.Breakdown!) == group);
    }

    private static List<List<SlowEvent>> All(SlowData data, SessionsQuery query) =>
    [
        .. data.Of(query.Cohort)
            .Where(one => one.Actor is not null)
            .GroupBy(one => data.Sessions[one], StringComparer.Ordinal)
            .Select(session => session.ToList())
            .Where(session => query.Range.Contains(session[0].Time) && session.Any(one => one.Matches(query.Filter))),
    ];

    // Each dimension is read on the first event that has it.
    private static GroupKey Key(List<SlowEvent> session, SeriesBreakdown breakdown) =>
        new([.. breakdown.Dimensions.Select(property => session.Select(one => one.Key(property)).FirstOrDefault(key => key is not null))]);

    private static SessionFigures Figures(List<List<SlowEvent>> sessions, SessionsQuery query)
    {
        var pages = sessions.Select(session => session.Count(one => one.IsOneOf(query.PageEvents))).ToList();
        return new SessionFigures(
            sessions.Count,
            sessions.Select(session => session[0].Actor).Distinct(StringComparer.Ordinal).Count(),
            sessions.Sum(session => session.Count),
            pages.Count(page => page == 1),
            SlowFigures.Times(sessions.Select(session => session[^1].Time - session[0].Time)),
            SlowFigures.Spread(pages));
    }
}
