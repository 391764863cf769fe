using System.Collections.Immutable;
using System.Globalization;
using Analytics.Api.Access;
using Analytics.Api.Querying;
using Analytics.Domain.Collection;
using Analytics.Domain.Querying;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Types.Annotations;
using Analytics.GraphQL.Types.Paging;

namespace Analytics.Api.Collection;

/// <summary>The raw log, for those who send events and want to see what arrived.</summary>
[QueryType]
public static class EventQueries
{
    /// <summary>Raw events, the latest accepted first.</summary>
    /// <param name="filter">Which events; all by default.</param>
    /// <param name="first">Page size, 1 to 500. Default 50.</param>
    /// <param name="after">A cursor of the page before.</param>
    [ListSize(
        AssumedSize = Pages.MaxSize, SlicingArguments = ["first"], SlicingArgumentDefaultValue = Pages.DefaultSize,
        SizedFields = ["nodes", "edges"], RequireOneSlicingArgument = false)]
    [Authorize(Policies.Query)]
    public static async Task<Connection<EventNode>> GetEventsAsync(
        EventFilterInput? filter,
        int? first,
        string? after,
        TenantScope tenant,
        IRecentEvents events,
        CancellationToken cancellationToken)
    {
        var size = Pages.Size(first);
        var before = Position(after);
        var found = await events.ListAsync(
            tenant, filter?.ToDomain() ?? RecentEventsFilter.Any, before, size + 1, cancellationToken);
        return Pages.Of(
            [.. found.Take(size).Select(stored => new EventNode(stored))],
            node => Pages.Cursor(node.Position.ToString(CultureInfo.InvariantCulture)),
            found.Count > size,
            before is not null);
    }

    /// <summary>Names of the events that exist, the most frequent first.</summary>
    [ListSize(AssumedSize = QueryCosts.AssumedNames)]
    [Authorize(Policies.Query)]
    public static async Task<ImmutableArray<EventNameCount>> GetEventNamesAsync(
        TenantScope tenant, RequestAnalytics engine, CancellationToken cancellationToken) =>
        (await engine.EventNamesAsync(tenant, cancellationToken)).Names;

    private static long? Position(string? after) =>
        Pages.Place(after) is not { } place ? null
        : long.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? position
        : throw Pages.UnknownCursor();
}
