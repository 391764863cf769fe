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
        int? first,
        string? after,
        CancellationToken cancellationToken)
    {
        var size = Pages.Size(first);
        var place = Pages.Place(after);
        var query = new CohortQuery(criteria) { IncludeBots = includeBots, Limit = size + 1, After = place };
        var answer = (await engine.CohortAsync(tenant, query.Checked("criteria"), cancellationToken)).OrThrow();
        return Pages.Of(
            [.. answer.Members.Take(size).Select(id => new ActorNode(id))],
            actor => Pages.Cursor(actor.Id),
            answer.Members.Length > size,
            place is not null,
            answer.Size);
    }
}
