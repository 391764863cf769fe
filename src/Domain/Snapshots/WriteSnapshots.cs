using System.Collections.Immutable;
using Analytics.Domain.Querying;
using Analytics.Domain.Series;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Snapshots;

/// <summary>
/// Keeps figures of every hour, day, week and month that is over, as the engine answers them: what raw events no longer
/// tell once they are dropped.
/// </summary>
public sealed class WriteSnapshots(IEventAnalytics engine, ISnapshotWriter snapshots, TimeProvider clock)
{
    /// <summary>Most periods of one run; what is left is the next one's.</summary>
    public const int MaxPeriods = 400;

    /// <summary>A series that has more groups in an hour's day, a day, week or month is not kept for it.</summary>
    public const int MaxGroups = 1_000;

    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(30);   // a tenant and run, that others have their turn

    /// <summary>Writes what is missing, and anew what changed since it was written.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="series">What is kept.</param>
    /// <param name="keepYears">How long.</param>
    /// <param name="cancellationToken">Stops; periods that were written stay.</param>
    /// <returns>Number of rows written; a problem <c>NOT_YET_VISIBLE</c> when the engine is behind, or what keeps a series
    /// from being answered.</returns>
    public async Task<Result<int>> ExecuteAsync(
        TenantScope tenant, IReadOnlyCollection<KeptSeries> series, int keepYears, CancellationToken cancellationToken)
    {
        var (now, started) = (clock.GetUtcNow(), clock.GetTimestamp());
        var oldest = now.AddYears(-keepYears);
        var names = (await engine.EventNamesAsync(tenant, cancellationToken)).Names;
        DateTimeOffset? first = names.IsEmpty ? null : names.Min(name => name.FirstSeen);
        ImmutableArray<Guid> ids = [.. series.Select(one => one.Id).Order()];
        var state = await snapshots.BeginAsync(tenant, new SnapshotRequest(ids, first, oldest), cancellationToken);
        if (!(await engine.WaitForAsync(tenant, state.Head, cancellationToken)).TryGet(out _, out var problem))
            return problem;
        var rows = 0;
        var notBefore = state.RawFrom > oldest ? state.RawFrom.Value : oldest;
        // Who has had no event for so long needs nothing kept, unless something was.
        if (state.FirstEvent is { } start && (state.HasPeriods || names.Any(name => name.LastSeen >= notBefore)))
        {
            var calendar = new QueryCalendar(tenant.Tenant.TimeZone, tenant.Tenant.WeekStart);
            foreach (var period in DuePeriods.Of(calendar, start, notBefore, now, state.Covered).Take(MaxPeriods))
            {
                if (clock.GetElapsedTime(started) > _longest)
                    break;
                if (!(await ComputeAsync(tenant, period, series, ids, cancellationToken)).TryGet(out var batch, out problem))
                    return problem;
                rows += await snapshots.WriteAsync(tenant, batch, cancellationToken);
            }
        }
        await snapshots.SweepAsync(tenant, cancellationToken);
        return rows;
    }

    private async Task<Result<SnapshotBatch>> ComputeAsync(
        TenantScope tenant, SnapshotPeriod period, IReadOnlyCollection<KeptSeries> series, ImmutableArray<Guid> ids,
        CancellationToken cancellationToken)
    {
        var range = TimeRange.Create(period.From, period.To).Value;
        Interval? interval = period.Grain is SnapshotGrain.Hour ? Interval.Hour : null;
        var sums = series.Where(one => one.Template.Measure.Aggregation is Aggregation.Sum).ToList();
        SeriesQuery[] queries =
        [
            .. series.Select(one => one.EventsOver(range, interval)),
            .. sums.Select(one => one.Over(range, interval)),
        ];
        if (!(await engine.HoldAsync(tenant, cancellationToken)).TryGet(out var held, out var problem))
            return problem;
        using var state = held;
        if (!(await state.Engine.SeriesAsync(tenant, queries, cancellationToken)).TryGet(out var answers, out problem))
            return problem;
        var rows = new PeriodRows(queries[0].Edges);
        var few = series.Zip(answers).Where(pair => pair.Second.GroupCount <= MaxGroups).ToList();
        foreach (var (kept, answer) in few)
            rows.AddEvents(kept.Id, answer);
        foreach (var (kept, answer) in sums.Zip(answers.Skip(series.Count)))
            rows.AddSums(kept.Id, answer);
        foreach (var (kept, _) in few.Where(one => one.First.Template.Measure.Aggregation is Aggregation.UniqueActors))
        {
            if (!(await state.Engine.SeriesActorsAsync(tenant, kept.Over(range, interval), cancellationToken))
                    .TryGet(out var actors, out problem))
                return problem;
            rows.AddActors(kept.Id, actors);
        }
        return new SnapshotBatch(
            period, state.Watermark, ids, [.. few.Select(pair => pair.First.Id).Order()], rows.ToRows());
    }
}
