using System.Collections.Immutable;
using Analytics.Columnar.Identity;
using Analytics.Columnar.Operators;
using Analytics.Columnar.Querying;
using Analytics.Domain.Cohorts;
using Analytics.Domain.Funnels;
using Analytics.Domain.Querying;

namespace Analytics.Columnar.Cohorts;

/// <summary>
/// Finds which rules keep actors out of a figure, for all of them at once: the set behind the figure without one rule
/// after the other, of which each actor gets a bit. <see cref="FindAbsence"/> says the same of one actor.
/// </summary>
/// <param name="run">As of the position of the figure.</param>
/// <param name="figure">Which does not count them.</param>
/// <param name="counted">Whom it counts.</param>
internal sealed class AbsenceScan(QueryRun run, AskedFigure figure, ActorSet counted)
{
    // Sets for rules that only together keep actors out; each takes a scan, and there may be very many combinations.
    private const int MostTogether = 64;

    private readonly AskedFigure _asked = figure.UpToItsStep();
    private readonly List<DifferenceClass> _parts = [];
    private int _together;

    /// <summary>The classes of some actors who are not counted.</summary>
    /// <param name="actors">Their codes as of the figure.</param>
    public async ValueTask<DifferenceSide> ClassifyAsync(IEnumerable<uint> actors)
    {
        var people = People(actors);
        var rules = _asked.Rules().ToList();
        var enough = people.ConvertAll(_ => 0u);
        for (var rule = 0; rule < rules.Count && people.Count > 0; rule++)
        {
            var without = rules[rule].Without(_asked);
            var counts = await CountsAsync(without);
            for (var person = 0; person < people.Count; person++)
                if (counts(people[person]))
                    enough[person] |= 1u << rule;
        }
        foreach (var group in Enumerable.Range(0, people.Count).GroupBy(person => enough[person], person => people[person]))
            if (group.Key == 0)
                await TogetherAsync([.. group], rules);
            else
                await EnoughAsync([.. group], [.. rules.Where((_, rule) => (group.Key >> rule & 1) != 0)]);
        return DifferenceSide.Of(_parts);
    }

    // Whoever is somebody else by now may be counted as that.
    private List<Person> People(IEnumerable<uint> actors)
    {
        if (run.Newest is null)
            return [.. actors.Select(actor => new Person(actor, actor, actor))];
        var (then, now) = (MapOf(run), MapOf(run.Newest));
        var all = actors.Select(actor => new Person(actor, now.ActorOf(actor), then.ActorOf(now.ActorOf(actor)))).ToList();
        var merged = all.FindAll(person => counted.Holds(person.Then));
        Add([new AbsenceFinding(AbsenceReason.Identity)], merged);
        return all.FindAll(person => !counted.Holds(person.Then));
    }

    private async ValueTask EnoughAsync(List<Person> people, List<AbsenceRule> rules)
    {
        var findings = AbsenceFinding.Narrowest([.. rules.Select(rule => new AbsenceFinding(rule.Reason))]);
        var order = findings.IndexOf(new AbsenceFinding(AbsenceReason.Order));
        if (order < 0)
        {
            Add(findings, people);
            return;
        }
        var isTie = await TiesAsync((FunnelDefinition)_asked.Of);
        Add(findings, people.FindAll(person => !isTie(person)));
        Add(findings.SetItem(order, new AbsenceFinding(AbsenceReason.Tie)), people.FindAll(person => isTie(person)));
    }

    // Who counts without any rule; then as many of them again as leave each one in.
    private async ValueTask TogetherAsync(List<Person> people, List<AbsenceRule> rules)
    {
        var counts = await CountsAsync(_asked.Without(rules));
        await MissingAsync(people.FindAll(person => !counts(person)));
        var groups = new List<(List<Person> People, List<AbsenceRule> Rules)> { (people.FindAll(person => counts(person)), rules) };
        foreach (var rule in rules)
        {
            var next = new List<(List<Person> People, List<AbsenceRule> Rules)>();
            foreach (var (some, left) in groups.Where(group => group.People.Count > 0))
            {
                if (++_together > MostTogether)
                {
                    Add([new AbsenceFinding(AbsenceReason.Several, IsEnough: false)], some);
                    continue;
                }
                var fewer = left.FindAll(one => one != rule);
                var does = await CountsAsync(_asked.Without(fewer));
                next.Add((some.FindAll(person => does(person)), fewer));
                next.Add((some.FindAll(person => !does(person)), left));
            }
            groups = next;
        }
        foreach (var (some, left) in groups)
            Add([.. left.Select(rule => new AbsenceFinding(rule.Reason, IsEnough: false))], some);
    }

    // No rule keeps them out: something was never done. Whose events were another id's as of the figure may have none now.
    private async ValueTask MissingAsync(List<Person> people)
    {
        if (run.Newest is not null)
            people = await WhoDidAsync([], people, new AbsenceFinding(AbsenceReason.NoEvents));
        var steps = _asked.Of is FunnelDefinition funnel ? funnel.Steps : [];
        for (var step = 0; step < steps.Length; step++)
            if (!steps[step].Optional)
                people = await WhoDidAsync(steps[step].Events, people, new AbsenceFinding(AbsenceReason.NeverDid, step + 1));
        Add([new AbsenceFinding(steps.IsEmpty ? AbsenceReason.NeverDid : AbsenceReason.Several)], people);
    }

    // The others are a class.
    private async ValueTask<List<Person>> WhoDidAsync(ImmutableArray<string> events, List<Person> people, AbsenceFinding never)
    {
        if (people.Count == 0)
            return people;
        var did = new CohortCriteria.Did(new EventSelector(events), CountComparison.AtLeast, 1);
        using var who = (await CohortScan.FindAsync(run.Newest ?? run, did, includeBots: true))!;
        Add([never], people.FindAll(person => !who.Holds(person.Now)));
        return people.FindAll(person => who.Holds(person.Now));
    }

    private async ValueTask<Predicate<Person>> CountsAsync(AskedFigure asked)
    {
        // Only the kinds of figures that were found already.
        var set = (await DifferenceRun.FindAsync(run, asked)).Value;
        return asked.AsOf is null ? person => set.Holds(person.Now) : person => set.Holds(person.Then);
    }

    // Whether two neighbouring steps of an actor share an instant.
    private async ValueTask<Predicate<Person>> TiesAsync(FunnelDefinition funnel)
    {
        var steps = funnel.Steps.Select(step => new RowSelector(
            run.Snapshot, new EventSelector(step.Events), step.Filter,
            AskedFigure.Ever.From.ToMillisecondsUp(), AskedFigure.Ever.To.ToMillisecondsUp())).ToList();
        var pairs = steps.Zip(steps.Skip(1), (one, next) => (ActorCondition)new TieCondition(one, next)).ToArray();
        var ties = await CohortScan.FindAsync(run, new CombinedCondition(pairs, all: false), funnel.IncludeBots);
        return person => ties.Holds(person.Then);
    }

    private void Add(ImmutableArray<AbsenceFinding> reasons, List<Person> people)
    {
        if (people.Count > 0)
            _parts.Add(new DifferenceClass(
                reasons, people.Count,
                ActorList.Of(run.Snapshot, people.Select(person => person.Code), after: null, DifferenceClass.MaxSample)));
    }

    private static ActorMap MapOf(QueryRun of) => of.Snapshot.ActorProperties.MapOf(of.Snapshot);

    /// <param name="Code">As the difference has the actor.</param>
    /// <param name="Now">Whose the id is by now.</param>
    /// <param name="Then">Whom that id belonged to as of the figure.</param>
    private readonly record struct Person(uint Code, uint Now, uint Then);
}
