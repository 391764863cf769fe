using System.Collections.Immutable;
using Analytics.Domain.Querying;
using Analytics.Domain.Series;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Quality;

/// <summary>Counts, exactly, which share of the events of a name has a property.</summary>
public sealed class MeasureCompleteness(IEventAnalytics engine, TimeProvider clock)
{
    /// <param name="tenant">Whose events.</param>
    /// <param name="question">Which days and fields.</param>
    /// <param name="cancellationToken">Stops the engine too.</param>
    /// <returns>One entry a field in the order asked; none without a field.</returns>
    public async Task<Result<ImmutableArray<FieldCompleteness>>> ExecuteAsync(
        TenantScope tenant, QualityQuestion question, CancellationToken cancellationToken)
    {
        if (question.Fields.IsEmpty)
            return ImmutableArray<FieldCompleteness>.Empty;
        var names = question.Fields.Select(field => field.Event).Distinct().ToList();
        SeriesQuery[] queries =
        [
            .. names.Select(name => Count(question, new EventSelector([name]))),
            .. question.Fields.Select(field => Count(
                question, new EventSelector([field.Event], new EventFilter.Exists(field.Field)))),
        ];
        if (!(await engine.SeriesAsync(tenant, queries, cancellationToken)).TryGet(out var answers, out var problem))
            return problem;
        var days = question.Days(clock.GetUtcNow());
        return question.Fields
            .Select((field, i) => Of(field, answers[names.IndexOf(field.Event)].All, answers[names.Count + i].All, days))
            .ToImmutableArray();
    }

    private static SeriesQuery Count(QualityQuestion question, EventSelector events) => new()
    {
        Measure = new Measure(events, Aggregation.Count),
        Range = question.Range,
        Calendar = question.Calendar,
        Interval = Interval.Day,
        IncludeBots = true,
    };

    private static FieldCompleteness Of(
        CriticalField field, SeriesValues all, SeriesValues present, ImmutableArray<(DateOnly Day, bool Complete)> days) =>
        new(
            field.Event, field.Field, Whole(all.Total), Whole(present.Total), Share(present.Total, all.Total),
            [.. days.Select((day, i) => new DayCompleteness(
                day.Day, Whole(all.Points[i]), Whole(present.Points[i]), Share(present.Points[i], all.Points[i]),
                day.Complete))]);

    private static long Whole(decimal? count) => (long)(count ?? 0);

    private static decimal? Share(decimal? part, decimal? all) => all is > 0 ? (part ?? 0) / all : null;
}
