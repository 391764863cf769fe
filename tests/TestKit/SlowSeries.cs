using System.Collections.Immutable;
using Analytics.Domain.Querying;
using Analytics.Domain.Series;

namespace Analytics.TestKit;

/// <summary>A series by its definition.</summary>
internal static class SlowSeries
{
    public static Result<SeriesAnswer> Answer(
        List<SlowEvent> events, SeriesQuery query, TimeSpan sessionGap, AnswerMeta meta)
    {
        var sessions = Sessions(events, sessionGap);
        var matching = events.Where(one => query.Range.Contains(one.Time)
            && (query.Measure.Events.Events.IsEmpty || query.Measure.Events.Events.Contains(one.Logged.Name))
            && one.Matches(query.Measure.Events.Filter)
            && one.Matches(query.Filter)).ToList();
        var shown = Shown(matching, query, sessions);
        var cells = (shown.Count + 2L) * query.Edges.Length;
        if (cells > SeriesQuery.MaxCells)
            return Problem.Invalid("QUERY_TOO_LARGE", $"{cells} cells.");
        var rest = matching.Where(one => !shown.Contains(Key(one, query))).ToList();
        return new SeriesAnswer(
            Values(matching, query, sessions),
            [.. shown.Select(key => new SeriesGroup(
                key, Values(matching.Where(one => Key(one, query) == key), query, sessions)))],
            query.Breakdown is not null && rest.Count > 0 ? Values(rest, query, sessions) : null,
            query.Breakdown is null ? 0 : matching.Select(one => Key(one, query)).Distinct().Count(),
            meta);
    }

    private static string? Key(SlowEvent one, SeriesQuery query) =>
        query.Breakdown is { } breakdown ? one.Key(breakdown.Dimensions[0]) : null;

    private static List<string?> Shown(
        List<SlowEvent> matching, SeriesQuery query, Dictionary<SlowEvent, string> sessions)
    {
        if (query.Breakdown is not { } breakdown)
            return [];
        if (breakdown.Keys is { } keys)
            return [.. keys.Select(key => key.Only)];
        var groups = matching.ToLookup(one => Key(one, query));
        var best = groups
            .Where(group => group.Key is not null)
            .OrderByDescending(group => Value(group, query, sessions))
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .Take(breakdown.Limit)
            .Select(group => group.Key)
            .ToList();
        return groups.Contains(null) ? [.. best, null] : best;
    }

    private static SeriesValues Values(
        IEnumerable<SlowEvent> events, SeriesQuery query, Dictionary<SlowEvent, string> sessions)
    {
        var all = events.ToList();
        return new SeriesValues(
            Value(all, query, sessions),
            [.. query.Edges.Zip(query.Edges.Skip(1)).Select(bucket => (decimal?)Value(
                all.Where(one => one.Time >= bucket.First && one.Time < bucket.Second), query, sessions))]);
    }

    private static decimal Value(
        IEnumerable<SlowEvent> events, SeriesQuery query, Dictionary<SlowEvent, string> sessions) =>
        query.Measure.Aggregation switch
        {
            Aggregation.Count => events.Count(),
            Aggregation.Sum => Sum(events.Select(one => one.Properties.GetValueOrDefault(query.Measure.Property!.Name)).OfType<decimal>()),
            Aggregation.UniqueActors => events.Select(one => one.Actor).OfType<string>().Distinct().Count(),
            Aggregation.UniqueSessions => events.Where(sessions.ContainsKey).Select(one => sessions[one]).Distinct().Count(),
            _ => throw new NotSupportedException(),
        };

    // Apart before and behind the point: together they may need more digits on the way than in the end.
    private static decimal Sum(IEnumerable<decimal> values)
    {
        var all = values.ToList();
        return all.Sum(decimal.Truncate) + all.Sum(value => value - decimal.Truncate(value));
    }

    // The session of each event that has an actor.
    private static Dictionary<SlowEvent, string> Sessions(List<SlowEvent> events, TimeSpan gap)
    {
        var sessions = new Dictionary<SlowEvent, string>(ReferenceEqualityComparer.Instance);
        foreach (var actor in events.Where(one => one.Actor is not null).GroupBy(one => one.Actor))
        {
            SlowEvent? before = null;
            foreach (var one in actor.Order(Comparer<SlowEvent>.Create(SlowEvent.Compare)))
            {
                sessions[one] = one.Logged.SessionId is { } sent ? $"{actor.Key}\nsent {sent}"
                    : before is null || one.Time - before.Time > gap ? $"{actor.Key}\nderived {sessions.Count}"
                    : sessions[before];
                before = one;
            }
        }
        return sessions;
    }
}
