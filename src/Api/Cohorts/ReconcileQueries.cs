using Analytics.Api.Access;
using Analytics.Api.Hosting;
using Analytics.Api.Querying;
using Analytics.Domain.Cohorts;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.Cohorts;

/// <summary>Why two figures disagree.</summary>
[QueryType]
public static class ReconcileQueries
{
    // Each rule that either figure may have is taken away once.
    private const double Questions = 24 * QueryCosts.Scan;

    /// <summary>Two figures that disagree, asked of one state of the log: how many actors both count, and whom only one of them
    /// counts, by the rules that keep them out of the other (those that <c>whyNot</c> names).</summary>
    /// <param name="a">The one.</param>
    /// <param name="b">The other.</param>
    /// <param name="asOf">A position of the log as of which both are asked; without it as of now.</param>
    /// <param name="atLeast">A position that a write returned: waits up to a second until the answer has seen it,
    /// else NOT_YET_VISIBLE.</param>
    [Cost(Questions)]
    [Authorize(Policies.Query)]
    public static async Task<Reconciliation?> GetReconcileAsync(
        FigureInput a,
        FigureInput b,
        long? asOf,
        long? atLeast,
        TenantScope tenant,
        ReconcileFigures reconcile,
        InternalEvents internals,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var difference = new FigureDifference(await AskedAsync(a, "a"), await AskedAsync(b, "b"));
        var answer = (await reconcile.ExecuteAsync(tenant, difference, atLeast, cancellationToken)).OrThrow();
        return new Reconciliation(difference, answer);

        async Task<AskedFigure> AskedAsync(FigureInput figure, string argument)
        {
            var (of, at, excludeInternal) = figure.ToDomain(tenant, clock, argument);
            return new AskedFigure(
                of, at, await internals.LeaveOutAsync(tenant, excludeInternal, filter: null, cancellationToken), asOf);
        }
    }
}

/// <summary>Two figures compared, actor by actor.</summary>
public sealed class Reconciliation
{
    private readonly DifferenceAnswer _answer;

    internal Reconciliation(FigureDifference difference, DifferenceAnswer answer)
    {
        _answer = answer;
        OnlyA = new FigureSide(difference, answer.OnlyA, Watermark);
        OnlyB = new FigureSide(difference.Exchange(), answer.OnlyB, Watermark);
    }

    /// <summary>Actors behind the first figure.</summary>
    public long A => _answer.A;

    /// <summary>Actors behind the second figure.</summary>
    public long B => _answer.B;

    /// <summary>Actors behind both.</summary>
    public long Both => _answer.Both;

    /// <summary>The actors that only the first figure counts.</summary>
    public FigureSide OnlyA { get; }

    /// <summary>The actors that only the second figure counts.</summary>
    public FigureSide OnlyB { get; }

    /// <summary>Position in the tenant's log up to which both figures saw events.</summary>
    public long Watermark => _answer.Meta.Watermark;

    /// <summary>Ids that were erased after the watermark: they are in neither figure. 0 as of now.</summary>
    public long ErasedSince => _answer.Meta.ErasedSince;

    /// <summary>Events looked at, for all rules together.</summary>
    public long RowsScanned => _answer.Meta.RowsScanned;
}
