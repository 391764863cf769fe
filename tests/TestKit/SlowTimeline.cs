using Analytics.Domain.Collection;
using Analytics.Domain.Identity;

namespace Analytics.TestKit;

/// <summary>An actor's events by definition.</summary>
internal static class SlowTimeline
{
    public static TimelineAnswer Answer(SlowData data, TimelineQuery query)
    {
        var actor = data.Log.Identity.ActorOf(query.Actor);
        var events = data.Of(query.Cohort)
            .Where(one => one.Actor == actor && query.Range.Contains(one.Time))
            .Where(one => (query.Events.IsEmpty || one.IsOneOf(query.Events)) && one.Matches(query.Filter))
            .ToList();
        return new TimelineAnswer(
            events.Count,
            [
                .. events.Take((int)Math.Min(query.Before ?? events.Count, events.Count)).Reverse().Take(query.Limit)
                    .Select(one => new EventPlace(one.Logged.Position, one.Time)),
            ],
            data.Log.Meta);
    }
}
