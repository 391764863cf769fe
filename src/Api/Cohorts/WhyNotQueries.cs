using Analytics.Api.Access;
using Analytics.Api.Hosting;
using Analytics.Api.Querying;
using Analytics.Domain.Cohorts;
using Analytics.Domain.Identity;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.Cohorts;

/// <summary>Why figures are what they are.</summary>
[QueryType]
public static class WhyNotQueries
{
    // Each rule that a question may have is taken away once.
    private const double Questions = 12 * QueryCosts.Scan;

    /// <summary>The rules that keep an actor out of a figure, such as a funnel's window, an exclusion, a filter or a tag:
    /// without them it would count.</summary>
    /// <param name="actor">Any id of the actor.</param>
    /// <param name="figure">Which figure.</param>
    /// <param name="asOf">A position of the log as of which the figure is asked; without it as of now.</param>
    [Cost(Questions)]
    [Authorize(Policies.Define)]
    public static async Task<Absence> GetWhyNotAsync(
        [ID] string actor,
        FigureInput figure,
        long? asOf,
        TenantScope tenant,
        FindAbsence find,
        InternalEvents internals,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var (of, at, excludeInternal) = figure.ToDomain(tenant, clock, "figure");
        var ofOthers = await internals.LeaveOutAsync(tenant, excludeInternal, filter: null, cancellationToken);
        var query = new ActorsQuery(of, at) { IncludeBots = of.IncludeBots, AsOf = asOf };
        return (await find.ExecuteAsync(
            tenant, ActorId.Create(actor, "actor").OrThrow(), query, ofOthers, cancellationToken)).OrThrow();
    }
}
