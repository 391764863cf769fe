using System.Collections.Immutable;
using System.Globalization;
using Analytics.Api.Access;
using Analytics.Api.Collection;
using Analytics.Api.Hosting;
using Analytics.Api.Querying;
using Analytics.Domain.Identity;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Types.Annotations;
using Analytics.GraphQL.Types.Paging;

namespace Analytics.Api.Identity;

/// <summary>What an actor did.</summary>
[ExtendObjectType<ActorProfile>]
public static class ActorTimeline
{
    /// <summary>The actor's events under all its ids, the latest first; <c>totalCount</c> is their number. Further pages are
    /// as of the same state of the log as the first.</summary>
    /// <param name="range">When they happened; without it ever.</param>
    /// <param name="events">Names of the events shown; all by default.</param>
    /// <param name="filter">A condition on the events.</param>
    /// <param name="includeBots">Whether events tagged as a bot's are shown. Default true: it is asked what is there.</param>
    /// <param name="atLeast">A position that a write returned: waits up to a second until the answer has seen it,
    /// else NOT_YET_VISIBLE.</param>
    /// <param name="first">Page size, 1 to 500. Default 50.</param>
    /// <param name="after">A cursor of the page before.</param>
    [Cost(QueryCosts.Scan)]
    [ListSize(
        AssumedSize = Pages.MaxSize, SlicingArguments = ["first"], SlicingArgumentDefaultValue = Pages.DefaultSize,
        SizedFields = ["nodes", "edges"], RequireOneSlicingArgument = false)]
    [Authorize(Policies.Define)]
    public static async Task<Connection<EventNode>> GetTimelineAsync(
        [Parent] ActorProfile actor,
        RangeInput? range,
        IReadOnlyList<string>? events,
        PropertyFilterInput? filter,
        bool? includeBots,
        long? atLeast,
        int? first,
        string? after,
        TenantScope tenant,
        ReadTimeline read,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var (size, place) = (Pages.Size(first), Place(after));
        var asked = new AskedCalendar(tenant, zone: null, clock);
        var query = new TimelineQuery
        {
            Actor = actor.Id,
            Range = range is null ? TimeRange.Create(DateTimeOffset.UnixEpoch, clock.GetUtcNow().AddDays(2)).Value : asked.Range(range, "range"),
            Events = [.. events ?? []],
            Filter = filter?.ToDomain("filter"),
            IncludeBots = includeBots ?? true,
            Limit = size,
            Before = place?.Before,
            AsOf = place?.Watermark,
        };
        var page = (await read.ExecuteAsync(tenant, query, atLeast, cancellationToken)).OrThrow();
        var cursors = page.Events.ToDictionary(
            one => one.Stored.Event.Position,
            one => Pages.Cursor(string.Create(CultureInfo.InvariantCulture, $"{page.Watermark} {one.Place}")));
        return Pages.Of(
            page.Events.Select(one => new EventNode(one.Stored)).ToImmutableArray(),
            node => cursors[node.Position],
            page.HasMore,
            place is not null,
            page.Count);
    }

    private static (long Watermark, long Before)? Place(string? cursor)
    {
        if (Pages.Place(cursor) is not { } text)
            return null;
        return text.Split(' ') is [var watermark, var before]
            && long.TryParse(watermark, NumberStyles.None, CultureInfo.InvariantCulture, out var position)
            && long.TryParse(before, NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            ? (position, place)
            : throw Pages.UnknownCursor();
    }
}
