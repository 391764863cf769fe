using Analytics.Domain.Cohorts;
using Analytics.Domain.Identity;
using Analytics.Domain.Tenancy;

namespace Analytics.TestKit;

/// <summary>Two figures compared by definition: both lists, and the rules that keep out each actor of one alone, asked for
/// one by one.</summary>
internal sealed class SlowDifference(
    SlowEventAnalytics engine, FakeEventLog log, TenantScope tenant, FigureDifference difference)
{
    public async Task<Result<DifferenceAnswer>> AnswerAsync(CancellationToken cancellationToken)
    {
        var a = await BehindAsync(difference.A, cancellationToken);
        var b = await BehindAsync(difference.B, cancellationToken);
        if (!a.TryGet(out var ofA, out var problem) || !b.TryGet(out var ofB, out problem))
            return problem;
        return new DifferenceAnswer(
            ofA.Actors.Length, ofB.Actors.Length, ofA.Actors.Intersect(ofB.Actors).Count(),
            await SideAsync(difference.B, ofA.Actors.Except(ofB.Actors), cancellationToken),
            await SideAsync(difference.A, ofB.Actors.Except(ofA.Actors), cancellationToken),
            ofA.Meta);
    }

    public async Task<Result<ActorsAnswer>> ListAsync(CancellationToken cancellationToken)
    {
        var a = await BehindAsync(difference.A, cancellationToken);
        var b = await BehindAsync(difference.B, cancellationToken);
        if (!a.TryGet(out var ofA, out var problem) || !b.TryGet(out var ofB, out problem))
            return problem;
        var only = ofA.Actors.Except(ofB.Actors).ToList();
        return new ActorsAnswer(
            only.Count,
            [
                .. only.Where(actor => difference.After is null || string.CompareOrdinal(actor, difference.After) > 0)
                    .Take(difference.Limit),
            ],
            ofA.Meta);
    }

    private Task<Result<ActorsAnswer>> BehindAsync(AskedFigure figure, CancellationToken cancellationToken) =>
        engine.ActorsAsync(tenant, figure.Everybody() with { Limit = int.MaxValue }, cancellationToken);

    private async Task<DifferenceSide> SideAsync(
        AskedFigure other, IEnumerable<string> actors, CancellationToken cancellationToken)
    {
        var find = new FindAbsence(engine, new FakeProfiles(log));
        var query = new ActorsQuery(other.Of, other.At) { IncludeBots = other.Of.IncludeBots, AsOf = other.AsOf };
        var parts = new List<DifferenceClass>();
        foreach (var actor in actors)
        {
            var found = (await find.ExecuteAsync(
                tenant, ActorId.Create(actor, "actor").Value, query, other.OfOthers, cancellationToken)).Value;
            parts.Add(new DifferenceClass(found.Reasons, 1, [actor]));
        }
        return DifferenceSide.Of(parts);
    }
}
