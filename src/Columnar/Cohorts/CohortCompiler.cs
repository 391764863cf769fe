using Analytics.Columnar.Funnels;
using Analytics.Columnar.Operators;
using Analytics.Columnar.Querying;
using Analytics.Columnar.Segments;
using Analytics.Domain.Cohorts;
using Analytics.Domain.Querying;

namespace Analytics.Columnar.Cohorts;

/// <summary>Binds criteria to one snapshot. Owns the sets that conditions look into.</summary>
internal sealed class CohortCompiler(QueryRun run, bool includeBots) : IDisposable
{
    private readonly Snapshot _snapshot = run.Snapshot;
    private readonly List<ActorSet> _sets = [];

    public async ValueTask<ActorCondition> CompileAsync(CohortCriteria criteria) => criteria switch
    {
        CohortCriteria.And and => new CombinedCondition(await CompileAsync(and.Parts), all: true),
        CohortCriteria.Or or => new CombinedCondition(await CompileAsync(or.Parts), all: false),
        CohortCriteria.Not not => new NotCondition(await CompileAsync(not.Part)),
        CohortCriteria.Did did => new DidCondition(
            new RowSelector(
                _snapshot, did.Events, filter: null,
                did.Window?.From.ToMillisecondsUp() ?? long.MinValue,
                did.Window?.To.ToMillisecondsUp() ?? long.MaxValue),
            did.Comparison,
            did.Times),
        CohortCriteria.FirstSeen seen => new FirstSeenCondition(
            seen.Range.From.ToMillisecondsUp(), seen.Range.To.ToMillisecondsUp()),
        CohortCriteria.HasProperty has => new PropertyCondition(
            ShardFilter.Compile(Current(has.Condition), _snapshot)!),
        CohortCriteria.FunnelStep funnel => new MemberCondition(await FindAsync(funnel)),
        CohortCriteria.Members members => new MemberCondition(Find(members)),
        _ => throw new NotSupportedException($"The criterion {criteria.GetType().Name} is not known."),
    };

    public void Dispose()
    {
        foreach (var set in _sets)
            set.Dispose();
    }

    private async ValueTask<ActorCondition[]> CompileAsync(IReadOnlyList<CohortCriteria> parts)
    {
        var conditions = new ActorCondition[parts.Count];
        for (var i = 0; i < conditions.Length; i++)
            conditions[i] = await CompileAsync(parts[i]);
        return conditions;
    }

    private static EventFilter Current(EventFilter condition) => condition switch
    {
        EventFilter.And and => new EventFilter.And([.. and.Parts.Select(Current)]),
        EventFilter.Or or => new EventFilter.Or([.. or.Parts.Select(Current)]),
        EventFilter.Not not => new EventFilter.Not(Current(not.Part)),
        EventFilter.Exists exists => new EventFilter.Exists(Current(exists.Property)),
        EventFilter.Compare compare => compare with { Property = Current(compare.Property) },
        EventFilter.In within => within with { Property = Current(within.Property) },
        _ => condition,
    };

    private static PropertyRef Current(PropertyRef property) => property with { Scope = PropertyScope.ActorCurrent };

    private async ValueTask<ActorSet> FindAsync(CohortCriteria.FunnelStep criterion)
    {
        using var beside = run.Plan?.Beside();
        var funnel = new FunnelRun(run, criterion.Funnel with { IncludeBots = includeBots });
        var set = await funnel.FindActorsAsync(
            criterion.Step, criterion.DroppedOff ? criterion.Step - 1 : null);
        _sets.Add(set);
        return set;
    }

    // An id stands for whom it belongs to now.
    private ActorSet Find(CohortCriteria.Members members)
    {
        var map = _snapshot.ActorProperties.MapOf(_snapshot);
        var set = ActorSet.Of(run);
        _sets.Add(set);
        var actors = _snapshot.Dictionary(DictionaryId.Actors);
        var wanted = members.Actors.ToHashSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        var text = new char[256];
        for (uint code = 1; code <= actors.Count; code++)
        {
            var bytes = actors[code];
            if (bytes.Length > text.Length)
                text = new char[bytes.Length];
            if (wanted.Contains(text.AsSpan(0, System.Text.Encoding.UTF8.GetChars(bytes, text))))
                set.Add(map.ActorOf(code));
        }
        return set;
    }
}
