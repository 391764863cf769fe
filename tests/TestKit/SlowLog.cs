using System.Collections.Concurrent;
using System.Collections.Immutable;
using Analytics.Domain.Collection;
using Analytics.Domain.Cohorts;
using Analytics.Domain.Identity;
using Analytics.Domain.Querying;

namespace Analytics.TestKit;

/// <summary>All that is not erased, by the identity that is known after the last entry.</summary>
internal sealed class SlowLog
{
    private readonly ConcurrentDictionary<(bool IncludeBots, TimeSpan SessionGap), SlowData> _data = new();

    /// <param name="all">The log.</param>
    /// <param name="asOf">Nothing after this position counts but erasures; null for the newest state.</param>
    public SlowLog(ImmutableArray<LogEntry> all, long? asOf = null)
    {
        ImmutableArray<LogEntry> entries =
            [.. all.Where(entry => asOf is null || entry.Position <= asOf || entry is ActorErased)];
        Identity = IdentityState.After(entries);
        ActorProperties = new SlowActorProperties(entries);
        var names = new SlowNames(entries);
        var erased = entries.OfType<LoggedEvent>().Select(one => one.Actor).OfType<string>()
            .Distinct(StringComparer.Ordinal).Where(Identity.IsErased).ToHashSet(StringComparer.Ordinal);
        Events =
        [
            .. entries.OfType<LoggedEvent>()
                .Where(one => one.Actor is null || !erased.Contains(one.Actor))
                .Select(one => new SlowEvent(one, Identity, ActorProperties, names)),
        ];
        Meta = new AnswerMeta(
            asOf ?? all.Length, Events.IsEmpty ? null : Events.Max(one => one.Time), "slow", entries.Length);
    }

    public IdentityState Identity { get; }

    public SlowActorProperties ActorProperties { get; }

    public ImmutableArray<SlowEvent> Events { get; }

    public AnswerMeta Meta { get; }

    /// <summary>What counts for a question; kept, since putting events in order costs more than most questions.</summary>
    public SlowData Data(bool includeBots, TimeSpan sessionGap) =>
        _data.GetOrAdd((includeBots, sessionGap), _ => new SlowData(this, includeBots, sessionGap));
}

/// <summary>The events that count for one question, and the sessions that they make.</summary>
internal sealed class SlowData
{
    public SlowData(SlowLog log, bool includeBots, TimeSpan sessionGap)
    {
        Log = log;
        Events = [.. log.Events.Where(one => includeBots || !one.IsBot).Order(SlowEvent.Order)];
        Actors = Events.Where(one => one.Actor is not null).ToLookup(one => one.Actor!, StringComparer.Ordinal);
        foreach (var actor in Actors)
        {
            SlowEvent? before = null;
            foreach (var one in actor)
            {
                Sessions[one] = one.Logged.SessionId is { } sent ? $"{actor.Key}\nsent {sent}"
                    : before is null || one.Time - before.Time > sessionGap ? $"{actor.Key}\nderived {Sessions.Count}"
                    : Sessions[before];
                before = one;
            }
        }
    }

    public SlowLog Log { get; }

    /// <summary>In their order.</summary>
    public ImmutableArray<SlowEvent> Events { get; }

    /// <summary>Everybody with an event, with the events in their order.</summary>
    public ILookup<string, SlowEvent> Actors { get; }

    /// <summary>The session of each event that is somebody's.</summary>
    public Dictionary<SlowEvent, string> Sessions { get; } = [];

    /// <summary>The events of the actors of a cohort; of everybody and nobody without one.</summary>
    public IEnumerable<SlowEvent> Of(CohortCriteria? cohort)
    {
        if (cohort is null)
            return Events;
        var members = SlowCohort.Members(this, cohort).ToHashSet(StringComparer.Ordinal);
        return Events.Where(one => one.Actor is { } actor && members.Contains(actor));
    }
}
