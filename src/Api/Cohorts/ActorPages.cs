using System.Collections.Immutable;
using Analytics.Api.Hosting;
using Analytics.Api.Querying;
using Analytics.Domain.Cohorts;
using Analytics.Domain.Querying;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Types.Paging;

namespace Analytics.Api.Cohorts;

/// <summary>The actors behind a figure, page by page in the order of their ids.</summary>
public sealed class ActorPages(IEventAnalytics engine)
{
    /// <summary>A page of the actors who meet the criteria; its count is that of all of them.</summary>
    internal async Task<Connection<ActorNode>> ReadAsync(
        TenantScope tenant,
        CohortCriteria criteria,
        bool includeBots,
        long? asOf,
        int? first,
        string? after,
        CancellationToken cancellationToken)
    {
        var (size, place) = (Pages.Size(first), Pages.Place(after));
        var query = new CohortQuery(criteria)
        {
            IncludeBots = includeBots, AsOf = asOf, Limit = size + 1, After = place,
        };
        var answer = (await engine.CohortAsync(tenant, query.Checked("criteria"), cancellationToken)).OrThrow();
        return Page(answer.Members, size, place, answer.Size);
    }

    /// <summary>A page of the actors whom a figure counts; its count is the figure.</summary>
    /// <param name="tenant">Whose events.</param>
    /// <param name="of">The question that gave the figure.</param>
    /// <param name="at">Where it stands in the answer.</param>
    /// <param name="watermark">The answer's: what came since is not in the list either.</param>
    /// <param name="first">Page size; null for 50.</param>
    /// <param name="after">A cursor of the page before; null for the first.</param>
    /// <param name="cancellationToken">Stops the engine.</param>
    internal async Task<Connection<ActorNode>> ReadAsync(
        TenantScope tenant, EventQuery of, FigurePlace at, long watermark, int? first, string? after,
        CancellationToken cancellationToken)
    {
        var (size, place) = (Pages.Size(first), Pages.Place(after));
        var query = new ActorsQuery(of, at) 
        {
            IncludeBots = of.IncludeBots, AsOf = watermark, Limit = size + 1, After = place,
        };
        if (query.Check() is { } problem)
            throw InArguments(problem).ToException();
        var answer = (await engine.ActorsAsync(tenant, query, cancellationToken)).OrThrow();
        return Page(answer.Actors, size, place, answer.Size);
    }

    /// <summary>A page of the actors whom the first of two figures counts and the second does not.</summary>
    internal async Task<Connection<ActorNode>> ReadAsync(
        TenantScope tenant, FigureDifference difference, int? first, string? after, CancellationToken cancellationToken)
    {
        var (size, place) = (Pages.Size(first), Pages.Place(after));
        var answer = (await engine.DifferingActorsAsync(
            tenant, difference with { Limit = size + 1, After = place }, cancellationToken)).OrThrow();
        return Page(answer.Actors, size, place, answer.Size);
    }

    // The place is what the field's arguments say.
    private static Problem InArguments(Problem problem) =>
        problem.Path is { } path && path.StartsWith("at.", StringComparison.Ordinal)
            ? problem with { Path = path["at.".Length..].Replace("group", "key", StringComparison.Ordinal) }
            : problem with { Path = null };

    private static Connection<ActorNode> Page(ImmutableArray<string> actors, int size, string? place, long count) => Pages.Of(
        [.. actors.Take(size).Select(id => new ActorNode(id))],
        actor => Pages.Cursor(actor.Id),
        actors.Length > size,
        place is not null,
        count);
}
