using System.Globalization;
using Analytics.Api.Access;
using Analytics.Api.Querying;
using Analytics.Domain.Collection;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Types.Annotations;
using Analytics.GraphQL.Types.Paging;

namespace Analytics.Api.Collection;

/// <summary>Where messages went.</summary>
[QueryType]
public static class IngestLogQueries
{
    private const int AssumedCounts = 100;

    /// <summary>What became of a message: within a second after it was answered. Null when it was never seen, or was
    /// refused more than a week ago.</summary>
    /// <param name="messageId">The sender's id, as it was sent.</param>
    [Authorize(Policies.Query)]
    public static async Task<EventTraceNode?> GetEventTraceAsync(
        [ID] string messageId, TenantScope tenant, TraceMessage trace, CancellationToken cancellationToken) =>
        await trace.ExecuteAsync(tenant, StoredText.Checked(messageId, "messageId")!, cancellationToken) is { } found
            ? new EventTraceNode(found)
            : null;

    /// <summary>Messages of the last week that were not simply accepted, the latest first, without their content.
    /// </summary>
    /// <param name="filter">Which ones; all by default.</param>
    /// <param name="first">Page size, 1 to 500. Default 50.</param>
    /// <param name="after">A cursor of the page before.</param>
    [ListSize(
        AssumedSize = Pages.MaxSize, SlicingArguments = ["first"], SlicingArgumentDefaultValue = Pages.DefaultSize,
        SizedFields = ["nodes", "edges"], RequireOneSlicingArgument = false)]
    [Authorize(Policies.Query)]
    public static async Task<Connection<IngestNoteNode>> GetIngestLogAsync(
        IngestFilterInput? filter, int? first, string? after, TenantScope tenant, IIngestLog log,
        CancellationToken cancellationToken)
    {
        var size = Pages.Size(first);
        long? before = Pages.Place(after) is not { } place ? null
            : long.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id
            : throw Pages.UnknownCursor();
        var found = await log.ListAsync(
            tenant, filter?.ToDomain() ?? IngestFilter.Any, before, size + 1, cancellationToken);
        return Pages.Of(
            [.. found.Take(size).Select(note => new IngestNoteNode(note))],
            node => Pages.Cursor(node.Id.ToString(CultureInfo.InvariantCulture)),
            found.Count > size,
            before is not null);
    }

    /// <summary>How many messages had which verdict, by reason, name and key, the most frequent first: at most 1,000
    /// lines. They are counted in memory for half a second: those of a node that is killed in it are missing here, never
    /// in the log.</summary>
    /// <param name="range">Hours that begin in it, as they were received.</param>
    /// <param name="timeZone">Of dates in the range; the tenant's by default.</param>
    [ListSize(AssumedSize = AssumedCounts)]
    [Authorize(Policies.Query)]
    public static async Task<IReadOnlyList<VerdictCount>> GetVerdictCountsAsync(
        RangeInput range, TimeZoneInfo? timeZone, TenantScope tenant, IIngestLog log, TimeProvider clock,
        CancellationToken cancellationToken) =>
        await log.CountAsync(
            tenant, new AskedCalendar(tenant, timeZone, clock).Range(range, "range"), cancellationToken);
}
