using Analytics.Domain.Cohorts;

namespace Analytics.TestKit;

/// <summary>Membership by its definition, actor by actor.</summary>
internal static class SlowCohort
{
    public static CohortAnswer Answer(SlowData data, CohortQuery query)
    {
        var members = Members(data, query.Criteria).Order(StringComparer.Ordinal).ToList();
        return new CohortAnswer(
            members.Count,
            [
                .. members.Where(actor => query.After is null || string.CompareOrdinal(actor, query.After) > 0)
                    .Take(query.Limit),
            ],
            data.Log.Meta);
    }

    public static IEnumerable<string> Members(SlowData data, CohortCriteria criteria)
    {
        var belongs = Belongs(data, criteria);
        return data.Actors.Select(actor => actor.Key).Where(belongs);
    }

    private static Func<string, bool> Belongs(SlowData data, CohortCriteria criteria)
    {
        switch (criteria)
        {
            case CohortCriteria.And and:
                var all = and.Parts.Select(part => Belongs(data, part)).ToList();
                return actor => all.All(part => part(actor));
            case CohortCriteria.Or or:
                var any = or.Parts.Select(part => Belongs(data, part)).ToList();
                return actor => any.Any(part => part(actor));
            case CohortCriteria.Not not:
                var inner = Belongs(data, not.Part);
                return actor => !inner(actor);
            case CohortCriteria.Did did:
                return actor => Holds(did, data.Actors[actor].Count(one =>
                    did.Window?.Contains(one.Time) != false && one.Matches(did.Events)));
            case CohortCriteria.FirstSeen seen:
                return actor => seen.Range.Contains(data.Actors[actor].First().Time);
            case CohortCriteria.HasProperty has:
                return actor => SlowFilter.Holds(
                    has.Condition, hasActor: true, property => data.Log.ActorProperties.Current(actor, property.Name));
            case CohortCriteria.FunnelStep step:
                var attempts = SlowFunnel.ByActor(data, step.Funnel);
                return actor => attempts.GetValueOrDefault(actor) is { } attempt && (step.DroppedOff
                    ? step.Step > 0 && attempt.Took(step.Step - 1) && !attempt.Took(step.Step)
                    : attempt.Took(step.Step));
            case CohortCriteria.Members members:
                var ids = members.Actors.Select(data.Log.Identity.ActorOf).ToHashSet(StringComparer.Ordinal);
                return ids.Contains;
            default:
                throw new NotSupportedException();
        }
    }

    private static bool Holds(CohortCriteria.Did did, int times) => did.Comparison switch
    {
        CountComparison.AtLeast => times >= did.Times,
        CountComparison.AtMost => times <= did.Times,
        _ => times == did.Times,
    };
}
