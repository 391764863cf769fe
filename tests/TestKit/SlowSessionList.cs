using Analytics.Domain.Querying;
using Analytics.Domain.Sessions;

namespace Analytics.TestKit;

/// <summary>A list of sessions by its definition.</summary>
internal static class SlowSessionList
{
    public static SessionListAnswer Answer(SlowData data, SessionListQuery query)
    {
        var all = data.Of(query.Cohort)
            .Where(one => one.Actor is not null)
            .GroupBy(one => data.Sessions[one], StringComparer.Ordinal)
            .Select(session => session.ToList())
            .GroupBy(session => (session[0].Actor, session[0].Time))
            .SelectMany(together => together.Select((session, number) => (Session: session, Number: number)))
            .Where(one => query.Range.Contains(one.Session[0].Time) && one.Session.Any(seen => seen.Matches(query.Filter)))
            .Where(one => query.Actor is not { } id || one.Session[0].Actor == data.Log.Identity.ActorOf(id))
            .Select(one => Record(one.Session, one.Number, query))
            .Order(Comparer<SessionRecord>.Create((left, right) => Compare(left.Place, right.Place)))
            .ToList();
        return new SessionListAnswer(
            all.Count,
            [.. all.Where(one => query.After is null || Compare(one.Place, query.After) > 0).Take(query.Limit)],
            data.Log.Meta);
    }

    private static SessionRecord Record(List<SlowEvent> session, int number, SessionListQuery query)
    {
        var pages = session.Count(one => one.IsOneOf(query.PageEvents));
        return new SessionRecord(
            new SessionPlace(session[0].Time, session[0].Actor!, number),
            session[^1].Time,
            pages,
            session.Count - pages,
            First(session, query.Page),
            First(session.AsEnumerable().Reverse(), query.Page),
            First(session, query.Referrer));
    }

    private static string? First(IEnumerable<SlowEvent> events, PropertyRef property) =>
        events.Select(one => one.Key(property)).FirstOrDefault(key => key is not null);

    private static int Compare(SessionPlace left, SessionPlace right) =>
        left.Start != right.Start ? right.Start.CompareTo(left.Start)
        : left.Actor != right.Actor ? string.CompareOrdinal(left.Actor, right.Actor)
        : left.Number.CompareTo(right.Number);
}
