using System.Collections.Immutable;
using System.Globalization;
using Analytics.Domain.Querying;
using Analytics.Domain.Series;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Snapshots;

/// <summary>
/// Answers series whose time reaches back before the raw events: what is older from snapshots, the rest by the engine, put
/// together as if every event were there. Other series go to the engine as they are.
/// </summary>
public sealed class ComposeSeries(IEventAnalytics engine, ISnapshotReader snapshots)
{
    /// <summary>Most rows of snapshots that one series reads.</summary>
    public const int MaxRows = 500_000;

    private const long MaxVisits = 5_000_000;   // stretches of time, over all points of a series

    /// <summary>One answer a query, all as of one state of the log as far as raw events go.</summary>
    /// <returns>The answers, or why there are none: <c>SNAPSHOT_NOT_KEPT</c> for a series that was not kept,
    /// <c>SNAPSHOT_TIME_NOT_KEPT</c> for a time that no hours, days, weeks and months make up.</returns>
    public async Task<Result<ImmutableArray<SeriesAnswer>>> ExecuteAsync(
        TenantScope tenant, IReadOnlyList<SeriesQuery> queries, CancellationToken cancellationToken)
    {
        if (await snapshots.RawFromAsync(tenant, cancellationToken) is not { } rawFrom)
            return await engine.SeriesAsync(tenant, queries, cancellationToken);
        var parts = new List<ComposedSeries?>();
        foreach (var query in queries)
        {
            if (!(await PlanAsync(tenant, query, rawFrom, cancellationToken)).TryGet(out var part, out var problem))
                return problem;
            parts.Add(part);
        }

        SeriesQuery[] raw = [.. queries.Zip(parts).SelectMany(pair => pair.Second is { } part ? part.Raw : [pair.First])];
        if (!(await engine.SeriesAsync(tenant, raw, cancellationToken)).TryGet(out var read, out var fault))
            return fault;
        var meta = read.IsEmpty ? (await engine.EventNamesAsync(tenant, cancellationToken)).Meta with { RowsScanned = 0 } : read[0].Meta;
        var answers = ImmutableArray.CreateBuilder<SeriesAnswer>(queries.Count);
        var at = 0;
        foreach (var part in parts)
        {
            var own = part?.Raw.Length ?? 1;
            if (part is null)
                answers.Add(read[at]);
            else if ((await AnswerAsync(tenant, part, read.Slice(at, own), meta, cancellationToken))
                     .TryGet(out var answer, out fault))
                answers.Add(answer);
            else
                return fault;
            at += own;
        }
        return answers.MoveToImmutable();
    }

    /// <summary>What keeps a question that needs raw events from being answered; null when all of them are there.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="from">The earliest instant that it asks about.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<Problem?> CheckRawAsync(TenantScope tenant, DateTimeOffset from, CancellationToken cancellationToken) =>
        await snapshots.RawFromAsync(tenant, cancellationToken) is { } rawFrom && from < rawFrom
            ? NotKept(rawFrom)
            : null;

    private async Task<Result<ComposedSeries?>> PlanAsync(
        TenantScope tenant, SeriesQuery query, DateTimeOffset rawFrom, CancellationToken cancellationToken)
    {
        var windows = new SeriesWindows(query, rawFrom);
        if (windows.Cuts[0] >= rawFrom)
            return (ComposedSeries?)null;
        if (query.AsOf is not null)
            return Problem.Invalid(
                "AS_OF_UNAVAILABLE", $"Raw events are kept from {Text(rawFrom)} on: no earlier state can be given again.", "asOf");
        if (KeptSeries.Of(query) is not { } kept)
            return NotKept(rawFrom);
        if (windows.Visits > MaxVisits)
            return Problem.Invalid("QUERY_TOO_LARGE", "The points look back over too many buckets: ask for fewer.");
        var within = TimeRange.Create(windows.Cuts[0], rawFrom).Value;
        var time = await snapshots.TimeAsync(tenant, kept.Id, within, cancellationToken);
        if (time.Periods.IsEmpty && time.FirstEvent < rawFrom)
            return NotKept(rawFrom);
        return ComposedSeries.Plan(query, kept, windows, rawFrom, time) is { } series
            ? series
            : Problem.Invalid(
                "SNAPSHOT_TIME_NOT_KEPT",
                $"Of the time before {Text(rawFrom)} figures of whole hours of UTC and of the tenant's days, weeks and "
                + "months are kept, for some years: the range, or a bucket of its time zone, is made up of none of them.",
                "range");
    }

    private async Task<Result<SeriesAnswer>> AnswerAsync(
        TenantScope tenant, ComposedSeries series, ImmutableArray<SeriesAnswer> raw, AnswerMeta meta,
        CancellationToken cancellationToken)
    {
        var rows = await snapshots.RowsAsync(tenant, series.Kept.Id, series.Tiles, MaxRows + 1, cancellationToken);
        if (rows.Count > MaxRows)
            return Problem.Invalid("QUERY_TOO_LARGE", $"The series reads more than {MaxRows} rows of snapshots: shorten 'range'.", "range");
        SeriesActorsAnswer? actors = null;
        if (series.RawActors is { } query
            && !(await engine.SeriesActorsAsync(tenant, query, cancellationToken)).TryGet(out actors, out var problem))
            return problem;
        var codes = series.CountsActors
            ? await snapshots.ActorsAsync(
                tenant, [.. (actors?.Cells ?? []).SelectMany(cell => cell.Ids).Distinct(StringComparer.Ordinal)], cancellationToken)
            : null;
        return series.Answer(rows, raw, actors, codes, meta, cancellationToken);
    }

    private static Problem NotKept(DateTimeOffset rawFrom) => Problem.Invalid(
        "SNAPSHOT_NOT_KEPT",
        $"Raw events are kept from {Text(rawFrom)} on. Of earlier ones there are the catalogue's numbers of events, sums and "
        + "numbers of actors, without a filter, breakdown or cohort of one's own: ask for one of those, or from then on.",
        "range");

    private static string Text(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);
}
