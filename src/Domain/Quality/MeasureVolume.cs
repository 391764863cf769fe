using System.Collections.Immutable;
using Analytics.Domain.Querying;
using Analytics.Domain.Series;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Quality;

/// <summary>Counts events by day beside what the same weekdays before let expect.</summary>
public sealed class MeasureVolume(IEventAnalytics engine, TimeProvider clock)
{
    private const int Weeks = 4;

    /// <param name="tenant">Whose events.</param>
    /// <param name="question">Which days.</param>
    /// <param name="cancellationToken">Stops the engine too.</param>
    /// <returns>The figures, or why the engine does not answer.</returns>
    public async Task<Result<EventVolume>> ExecuteAsync(
        TenantScope tenant, QualityQuestion question, CancellationToken cancellationToken)
    {
        var first = (await engine.EventNamesAsync(tenant, cancellationToken)).Names
            .Select(name => (DateTimeOffset?)name.FirstSeen).Min();
        var zone = question.Calendar.Zone;
        var days = question.Days(clock.GetUtcNow());
        var from = LocalCalendar.StartOfDay(days[0].Day.AddDays(-7 * Weeks), zone);
        var before = TimeRange.Create(from, question.Range.To).Value;
        SeriesQuery[] queries =
        [
            Count(question, before, Interval.Day, bots: true),
            Count(question, question.Range, null, bots: true),
            Count(question, question.Range, null, bots: false),
        ];
        if (!(await engine.SeriesAsync(tenant, queries, cancellationToken)).TryGet(out var answers, out var problem))
            return problem;
        var edges = queries[0].Edges;
        var counts = new Dictionary<DateOnly, long>();
        for (var i = 0; i + 1 < edges.Length; i++)
            counts[LocalCalendar.DayOf(edges[i], zone)] = (long)(answers[0].All.Points[i] ?? 0);
        var firstDay = first is { } at ? LocalCalendar.DayOf(at, zone) : DateOnly.MaxValue;
        return Of(
            [.. days.Select(day => Of(day.Day, day.Complete, counts, firstDay))],
            (long)(answers[1].All.Total ?? 0), (long)(answers[2].All.Total ?? 0));
    }

    private static SeriesQuery Count(QualityQuestion question, TimeRange range, Interval? interval, bool bots) => new()
    {
        Measure = new Measure(EventSelector.Any, Aggregation.Count),
        Range = range,
        Calendar = question.Calendar,
        Interval = interval,
        IncludeBots = bots,
    };

    private static DayVolume Of(DateOnly day, bool complete, Dictionary<DateOnly, long> counts, DateOnly firstDay)
    {
        // The first day itself may have begun in its middle.
        var bases = Enumerable.Range(1, Weeks).Select(week => day.AddDays(-7 * week)).Where(past => past > firstDay).ToList();
        var received = counts.GetValueOrDefault(day);
        decimal? expected = bases.Count == 0 ? null : bases.Sum(past => (decimal)counts.GetValueOrDefault(past)) / bases.Count;
        return new DayVolume(
            day, received, expected, bases.Count,
            complete && expected is > 0 ? (double)(received / expected.Value) - 1 : null, complete);
    }

    private static EventVolume Of(ImmutableArray<DayVolume> days, long all, long people)
    {
        var over = days.Where(day => day is { Complete: true, Expected: not null }).ToList();
        var expected = over.Sum(day => day.Expected!.Value);
        return new EventVolume(
            all, all - people, all > 0 ? (decimal)(all - people) / all : null,
            expected > 0 ? (double)(over.Sum(day => day.Received) / expected) - 1 : null, days);
    }
}
