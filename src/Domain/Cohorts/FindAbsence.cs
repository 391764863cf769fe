using System.Collections.Immutable;
using Analytics.Domain.Funnels;
using Analytics.Domain.Identity;
using Analytics.Domain.Querying;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Cohorts;

/// <summary>
/// Names the rules that keep an actor out of a figure: the question is asked of this actor alone, with one rule after the
/// other taken away. A rule without which the actor counts is a reason by itself; where none is, the fewest that are
/// together.
/// </summary>
public sealed class FindAbsence(IEventAnalytics engine, IActorProfiles profiles)
{
    /// <param name="tenant">Whose events.</param>
    /// <param name="actor">By any of its ids.</param>
    /// <param name="query">The figure; its page does not matter.</param>
    /// <param name="ofOthers">The condition that leaves out the tenant's own people, which the question does not hold itself;
    /// null when they count.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What was found, or what is wrong with the question.</returns>
    public async Task<Result<Absence>> ExecuteAsync(
        TenantScope tenant, ActorId actor, ActorsQuery query, EventFilter? ofOthers, CancellationToken cancellationToken)
    {
        if (query.Check() is { } fault)
            return fault;
        if (!(await profiles.FindAsync(tenant, actor, cancellationToken)).TryGet(out var profile, out var problem))
            return problem.Code == "ACTOR_ERASED"
                ? new Absence(Counted: false, null, [new AbsenceFinding(AbsenceReason.Erased)])
                : problem;
        var figure = new AskedFigure(query.Of, query.At, ofOthers, query.AsOf);
        if (!(await CountsAsync(tenant, figure, profile.Id, cancellationToken)).TryGet(out var counts, out problem))
            return problem;
        if (counts)
            return new Absence(
                Counted: true, profile.Id,
                profile.Id == actor.Value ? [] : [new AbsenceFinding(AbsenceReason.Identity)]);
        if (!(await ReasonsAsync(tenant, figure.UpToItsStep(), profile, cancellationToken)).TryGet(out var reasons, out problem))
            return problem;
        return new Absence(Counted: false, profile.Id, reasons);
    }

    private async Task<Result<ImmutableArray<AbsenceFinding>>> ReasonsAsync(
        TenantScope tenant, AskedFigure figure, ActorProfile profile, CancellationToken cancellationToken)
    {
        var rules = figure.Rules().ToList();
        var enough = ImmutableArray.CreateBuilder<AbsenceFinding>();
        foreach (var (reason, without) in rules)
        {
            if (!(await CountsAsync(tenant, without(figure), profile.Id, cancellationToken)).TryGet(out var counts, out var problem))
                return problem;
            if (counts)
                enough.Add(new AbsenceFinding(
                    reason is AbsenceReason.Order && await IsTieAsync(tenant, figure, profile.Id, cancellationToken)
                        ? AbsenceReason.Tie
                        : reason));
        }
        return enough.Count > 0
            ? AbsenceFinding.Narrowest(enough.ToImmutable())
            : await TogetherAsync(tenant, figure, rules, profile, cancellationToken);
    }

    // Without any rule; then as many of them again as leave the actor in.
    private async Task<Result<ImmutableArray<AbsenceFinding>>> TogetherAsync(
        TenantScope tenant, AskedFigure figure, List<AbsenceRule> rules, ActorProfile profile,
        CancellationToken cancellationToken)
    {
        if (!(await CountsAsync(tenant, figure.Without(rules), profile.Id, cancellationToken)).TryGet(out var counts, out var problem))
            return problem;
        if (!counts)
            return await MissingAsync(tenant, figure, profile, cancellationToken);
        foreach (var rule in rules.ToList())
        {
            var fewer = rules.Where(one => one.Reason != rule.Reason).ToList();
            if (!(await CountsAsync(tenant, figure.Without(fewer), profile.Id, cancellationToken)).TryGet(out counts, out problem))
                return problem;
            if (counts)
                rules = fewer;
        }
        return ImmutableArray.CreateRange(rules.Select(rule => new AbsenceFinding(rule.Reason, IsEnough: false)));
    }

    // No rule keeps the actor out: something was never done, or never kept.
    private async Task<Result<ImmutableArray<AbsenceFinding>>> MissingAsync(
        TenantScope tenant, AskedFigure figure, ActorProfile profile, CancellationToken cancellationToken)
    {
        var all = await CountAsync(tenant, new EventSelector([]), profile.Id, cancellationToken);
        if (!all.TryGet(out var events, out var problem))
            return problem;
        var optedOut = profile.Ids.Any(id => id.IsOptedOut);
        if (events == 0)
            return ImmutableArray.Create(new AbsenceFinding(optedOut ? AbsenceReason.OptedOut : AbsenceReason.NoEvents));
        var steps = figure.Of is FunnelDefinition funnel ? funnel.Steps : [];
        for (var step = 0; step < steps.Length; step++)
        {
            var done = await CountAsync(tenant, new EventSelector(steps[step].Events), profile.Id, cancellationToken);
            if (!done.TryGet(out var times, out problem))
                return problem;
            if (times == 0 && !steps[step].Optional)
                return ImmutableArray.Create(
                    new AbsenceFinding(optedOut ? AbsenceReason.OptedOut : AbsenceReason.NeverDid, step + 1));
        }
        return ImmutableArray.Create(new AbsenceFinding(
            optedOut ? AbsenceReason.OptedOut : steps.IsEmpty ? AbsenceReason.NeverDid : AbsenceReason.Several));
    }

    private async Task<Result<bool>> CountsAsync(
        TenantScope tenant, AskedFigure figure, string actor, CancellationToken cancellationToken) =>
        (await engine.ActorsAsync(tenant, figure.For(actor), cancellationToken)).Then<bool>(answer => answer.Size > 0);

    private async Task<Result<long>> CountAsync(
        TenantScope tenant, EventSelector events, string actor, CancellationToken cancellationToken) =>
        (await engine.TimelineAsync(
            tenant,
            new TimelineQuery { Actor = actor, Range = AskedFigure.Ever, Events = events.Events, IncludeBots = true, Limit = 1 },
            cancellationToken)).Then<long>(answer => answer.Count);

    // In the right order it would have counted; it is a tie where neighbours share an instant.
    private async Task<bool> IsTieAsync(
        TenantScope tenant, AskedFigure figure, string actor, CancellationToken cancellationToken)
    {
        var before = new HashSet<DateTimeOffset>();
        foreach (var step in ((FunnelDefinition)figure.Of).Steps)
        {
            var query = new TimelineQuery
            {
                Actor = actor, Range = AskedFigure.Ever, Events = step.Events, Filter = step.Filter,
                IncludeBots = figure.Of.IncludeBots, Limit = TimelineQuery.MaxLimit, AsOf = figure.AsOf,
            };
            if (!(await engine.TimelineAsync(tenant, query, cancellationToken)).TryGet(out var answer, out _))
                return false;
            var times = answer.Events.Select(one => one.OccurredAt).ToHashSet();
            if (times.Overlaps(before))
                return true;
            before = times;
        }
        return false;
    }
}
