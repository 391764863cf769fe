using Analytics.Api.Access;
using Analytics.Api.Hosting;
using Analytics.Api.Querying;
using Analytics.Domain.Sessions;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Types.Annotations;
using Analytics.GraphQL.Types.Paging;

namespace Analytics.Api.Sessions;

/// <summary>Sessions one by one.</summary>
[QueryType]
public static class SessionListQueries
{
    /// <summary>The sessions that start in a range, the latest start first; <c>totalCount</c> is their number.</summary>
    /// <param name="query">Which sessions.</param>
    /// <param name="first">Page size, 1 to 500. Default 50.</param>
    /// <param name="after">A cursor of the page before.</param>
    /// <param name="atLeast">A position that a write returned: waits up to a second until the answer has seen it,
    /// else NOT_YET_VISIBLE.</param>
    /// <param name="asOf">A position of the log, such as an answer's <c>watermark</c>: gives the answer of then again, but for
    /// what was erased since. NOT_YET_VISIBLE when the log has not reached it.</param>
    [Cost(QueryCosts.Scan)]
    [ListSize(
        AssumedSize = Pages.MaxSize, SlicingArguments = ["first"], SlicingArgumentDefaultValue = Pages.DefaultSize,
        SizedFields = ["nodes", "edges"], RequireOneSlicingArgument = false)]
    [Authorize(Policies.Query)]
    public static async Task<Connection<SessionNode>?> GetSessionListAsync(
        SessionListInput query,
        int? first,
        string? after,
        long? atLeast,
        long? asOf,
        TenantScope tenant,
        RunSessionList run,
        InternalEvents internals,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var size = Pages.Size(first);
        var place = SessionNode.Place(after);
        var list = query.ToDomain(new AskedCalendar(tenant, query.TimeZone, clock), "query") with
        {
            Limit = size + 1, After = place, AsOf = asOf,
        };
        list = await internals.LeaveOutAsync(tenant, query.ExcludeInternal, list.Checked("query"), cancellationToken);
        var answer = (await run.ExecuteAsync(tenant, list, atLeast, cancellationToken)).OrThrow();
        return Pages.Of(
            [.. answer.Sessions.Take(size).Select(SessionNode.Of)],
            SessionNode.Cursor,
            answer.Sessions.Length > size,
            place is not null,
            answer.Count);
    }
}
